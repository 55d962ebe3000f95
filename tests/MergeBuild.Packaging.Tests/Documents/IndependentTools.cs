using System.ComponentModel;
using System.Diagnostics;
using MergeBuild.Packaging.Tests.Signing;

namespace MergeBuild.Packaging.Tests.Documents;

/// <summary>What other programs make of the documents; needs Node and a registry of npm packages.</summary>
public sealed class IndependentTools : IDisposable
{
    private const string Script = """
        const fs = require('fs'), crypto = require('crypto');
        const [bomFile, signatureFile, keyFile] = process.argv.slice(2);
        const { Spec, Validation } = require('@cyclonedx/cyclonedx-library');
        new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(fs.readFileSync(bomFile, 'utf8')).then(error => {
          if (error) { console.log('bom: ' + JSON.stringify(error)); return; }
          console.log('bom is valid');
        }, error => console.log('bom: ' + error));
        const envelope = JSON.parse(fs.readFileSync(signatureFile, 'utf8')).dsseEnvelope;
        const payload = Buffer.from(envelope.payload, 'base64');
        const signed = Buffer.concat([Buffer.from(`DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} `), payload]);
        const good = crypto.verify('sha256', signed, fs.readFileSync(keyFile), Buffer.from(envelope.signatures[0].sig, 'base64'));
        console.log('signature is ' + (good ? 'valid' : 'wrong'));
        """;

    private readonly DocumentFixture _fixture = new();

    [Fact]
    public void Accept_bill_of_materials_and_signature()
    {
        _fixture.WriteVerdicts();
        _fixture.WriteSigned();
        var tools = _fixture.Folder["tools"];
        Directory.CreateDirectory(tools);
        File.WriteAllText(Path.Combine(tools, "package.json"), "{}");
        File.WriteAllText(Path.Combine(tools, "check.js"), Script);
        var install = Run(tools, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0",
            "@cyclonedx/cyclonedx-library@8.6.0", "ajv@8", "ajv-formats@3", "ajv-formats-draft2019@1");
        if (install is not { ExitCode: 0 })
        {
            Assert.Skip($"npm cannot install CycloneDX's library here: {install?.Output ?? "there is no npm on this machine"}");
        }

        var key = _fixture.Folder.Write("key.pub.pem", TestKeys.PublicPem("P-256"));
        var check = Run(tools, "node", "check.js", Path.Combine(_fixture.Output, "merge.cdx.json"), Path.Combine(_fixture.Output, "model.sig"), key);

        Assert.Equal("signature is valid\nbom is valid", check?.Output.ReplaceLineEndings("\n").Trim());
    }

    public void Dispose() => _fixture.Dispose();

    private static (int ExitCode, string Output)? Run(string directory, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, process.ExitCode == 0 ? output : output + error.Result);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
