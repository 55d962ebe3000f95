using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Signing;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests.Signing;

public sealed class SignedModels : IDisposable
{
    private static readonly string[] Names = ["config.json", "LICENSES/math.LICENSE", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "tokenizer.json"];
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    public void Are_verified_with_the_public_half_of_their_key(string curve)
    {
        var model = Signed(curve);

        Assert.Empty(Verify(model, curve));
        Assert.Equal("MB5233", Refused(model, curve == "P-256" ? "P-384" : "P-256").Code);
    }

    [Fact]
    public void Are_laid_out_as_the_specification_says()
    {
        var model = Signed("P-256");
        var bundle = JsonNode.Parse(File.ReadAllText(Path.Combine(model, "model.sig")))!;
        var payload = Convert.FromBase64String((string)bundle["dsseEnvelope"]!["payload"]!);
        var statement = JsonNode.Parse(payload)!;
        var resources = statement["predicate"]!["resources"]!.AsArray();
        var raw = resources.SelectMany(resource => Convert.FromHexString((string)resource!["digest"]!)).ToArray();

        Assert.Equal("application/vnd.dev.sigstore.bundle.v0.3+json", (string?)bundle["mediaType"]);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(TestKeys.PublicPem("P-256")))),
            (string?)bundle["verificationMaterial"]!["publicKey"]!["hint"]);
        Assert.Equal(Names.Order(StringComparer.Ordinal), resources.Select(resource => (string)resource!["name"]!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(raw)), (string?)statement["subject"]![0]!["digest"]!["sha256"]);
        Assert.Equal("""{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":["model.sig","provenance.intoto.jsonl"]}""",
            statement["predicate"]!["serialization"]!.ToJsonString());
        byte[] signed = [.. Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload];
        Assert.True(TestKeys.Of("P-256").VerifyData(
            signed,
            Convert.FromBase64String((string)bundle["dsseEnvelope"]!["signatures"]![0]!["sig"]!),
            HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public void Any_flipped_bit_of_any_file_is_found_and_the_file_named()
    {
        var model = Signed("P-256");
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var name = Names[seed % Names.Length];
            var path = Path.Combine(model, name);
            var bytes = File.ReadAllBytes(path);
            bytes[seed / 8 % bytes.Length] ^= (byte)(1 << (seed % 8));
            File.WriteAllBytes(path, bytes);
            var found = Verify(model);
            bytes[seed / 8 % bytes.Length] ^= (byte)(1 << (seed % 8));
            File.WriteAllBytes(path, bytes);
            return found is [{ Code: "MB5237" } one] && one.Message.Contains(name, StringComparison.Ordinal) && Verify(model).IsEmpty;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void Any_changed_byte_of_the_signature_is_found_or_changes_nothing_that_is_signed()
    {
        var model = Signed("P-256");
        var path = Path.Combine(model, "model.sig");
        var original = File.ReadAllBytes(path);
        var envelope = Encoding.UTF8.GetString(original).IndexOf("\"payload\"", StringComparison.Ordinal) + 12;
        Prop.ForAll(Gen.Choose(envelope, original.Length - 60).ToArbitrary(), place =>
        {
            var changed = (byte[])original.Clone();
            changed[place] = (byte)(changed[place] == 'A' ? 'B' : 'A');
            File.WriteAllBytes(path, changed);
            try
            {
                return !Verify(model).IsEmpty || place >= original.AsSpan().IndexOf("\"keyid\""u8);
            }
            catch (MergeBuildException exception)
            {
                return exception.Diagnostics[0].Code is "MB5232" or "MB5233";
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void Files_that_are_added_removed_or_swapped_are_found_and_named()
    {
        var model = Signed("P-256");
        string At(string name) => Path.Combine(model, name);

        File.WriteAllText(At("extra.txt"), "");
        Assert.Equal("MB5238 extra.txt", Found(model));
        File.Delete(At("extra.txt"));
        File.WriteAllText(At("LICENSES/.hidden"), "");
        Assert.Equal("MB5238 .hidden", Found(model));
        File.Delete(At("LICENSES/.hidden"));
        File.Move(At(Names[2]), At("aside"));
        File.Move(At(Names[3]), At(Names[2]));
        File.Move(At("aside"), At(Names[3]));
        Assert.Equal($"MB5237 {Names[2]}, MB5237 {Names[3]}", Found(model));
        File.Delete(At(Names[2]));
        Assert.Equal($"MB5236 {Names[2]}, MB5237 {Names[3]}", Found(model));
    }

    [Fact]
    public void Links_are_neither_signed_nor_verified()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links need rights on Windows that not every user has.");
        }

        var model = Signed("P-256");
        File.Move(Path.Combine(model, "config.json"), _folder["elsewhere"]);
        File.CreateSymbolicLink(Path.Combine(model, "config.json"), _folder["elsewhere"]);

        Assert.Equal("MB5239", Refused(model).Code);
        Assert.Equal("MB5239", Assert.Throws<MergeBuildException>(() => Sign(model, "P-256")).Diagnostics[0].Code);
    }

    [Fact]
    public void Names_that_other_programs_misread_are_not_signed()
    {
        var model = Signed("P-256");
        if (!OperatingSystem.IsWindows())
        {
            File.WriteAllText(Path.Combine(model, "a:b"), "");
            Assert.Equal("MB5240", Assert.Throws<MergeBuildException>(() => Sign(model, "P-256")).Diagnostics[0].Code);
        }

        Assert.Equal("MB5242", Assert.Throws<MergeBuildException>(() => Sign(_folder.CreateFolder("empty"), "P-256")).Diagnostics[0].Code);
        Assert.Equal("MB5231", Refused(_folder.CreateFolder("empty")).Code);
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature, null)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, "MB5241")]
    public void With_a_certificate_are_verified_below_its_authority_even_after_it_expired(X509KeyUsageFlags usage, string? code)
    {
        using var authority = new TestAuthority();
        var model = Model();
        var chain = _folder.Write("chain.pem", authority.Certify(TestKeys.Of("P-256"), usage));
        using (var signer = ModelSigner.Read(_folder.Write("key.pem", TestKeys.PrivatePem("P-256")), chain))
        {
            ModelSignature.Sign(model, "assistant", signer, cancellation: TestContext.Current.CancellationToken);
        }

        using var trust = SignatureTrust.InCertificates(_folder.Write("root.pem", authority.RootPem));
        using var other = new TestAuthority();
        using var stranger = SignatureTrust.InCertificates(_folder.Write("other.pem", other.RootPem));
        Assert.Equal(code, CodeOf(() => ModelSignature.Verify(model, trust)));
        Assert.Equal("MB5241", CodeOf(() => ModelSignature.Verify(model, stranger)));
    }

    [Fact]
    public void A_certificate_of_another_key_is_refused_before_anything_is_signed()
    {
        using var authority = new TestAuthority();
        var chain = _folder.Write("chain.pem", authority.Certify(TestKeys.Of("P-384")));
        Assert.Equal("MB5241", CodeOf(() => ModelSigner.Read(_folder.Write("key.pem", TestKeys.PrivatePem("P-256")), chain)));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nSECRETSECRET\n-----END PRIVATE KEY-----")]
    public void A_key_that_is_none_is_refused_without_showing_it(string text)
    {
        var path = _folder.Write("key.pem", text);
        var exception = Assert.Throws<MergeBuildException>(() => ModelSigner.Read(path));

        Assert.Equal("MB5230", exception.Diagnostics[0].Code);
        Assert.DoesNotContain("SECRET", exception.ToString(), StringComparison.Ordinal);
        Assert.Equal("MB5230", CodeOf(() => ModelSigner.Read(_folder.Write("public.pem", TestKeys.PublicPem("P-256")))));
        Assert.Equal("MB5230", CodeOf(() => ModelSigner.Read("env:MERGEBUILD_TEST_KEY_THAT_IS_NOT_SET")));
        using var unusual = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        Assert.Equal("MB5230", CodeOf(() => ModelSigner.Read(_folder.Write("unusual.pem", unusual.ExportECPrivateKeyPem()))));
    }

    [Theory]
    [InlineData("sha256", 4, "MB5236 config.json:0:4")]
    [InlineData("blake3", 4, "MB5236 config.json:0:4")]
    [InlineData("sha256", null, "MB5237 config.json")]
    [InlineData("blake3", null, "MB5237 config.json")]
    public void Statements_over_ranges_and_with_blake3_are_verified_too(string hash, int? shardSize, string found)
    {
        var model = Model();
        WriteStatement(model, hash, shardSize, resources => resources.Reverse());
        Assert.Empty(Verify(model));
        File.WriteAllText(Path.Combine(model, "config.json"), shardSize is null ? "{ }" : "{}");
        Assert.Contains(found, Found(model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"allow_symlinks\":false", "\"allow_symlinks\":true", "MB5234")]
    [InlineData("\"hash_type\":\"sha256\"", "\"hash_type\":\"blake2b\"", "MB5234")]
    [InlineData("\"method\":\"files\"", "\"method\":\"folders\"", "MB5232")]
    [InlineData("\"method\":\"files\"", "\"method\":\"files\",\"shard_size\":4", "MB5232")]
    [InlineData("\"name\":\"config.json\"", "\"name\":\"../config.json\"", "MB5232")]
    [InlineData("\"name\":\"config.json\"", "\"name\":\"tokenizer.json\"", "MB5232")]
    [InlineData("\"predicate\":{", "\"predicate\":{\"recipe\":1,", "MB5232")]
    [InlineData("signature/v1.0", "signature/v9.0", "MB5232")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"0000", "MB5232")]
    public void Statements_that_the_specification_does_not_allow_are_refused(string from, string to, string code)
    {
        var model = Model();
        WriteStatement(model, "sha256", null, resources => resources, payload => payload.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(code, Refused(model).Code);
    }

    [Fact]
    public void A_root_digest_that_is_not_that_of_the_resources_is_refused()
    {
        var model = Model();
        WriteStatement(model, "sha256", null, resources => resources, payload =>
            payload.Replace("\"digest\":{\"sha256\":\"", "\"digest\":{\"sha256\":\"" + new string('0', 64) + "\",\"was\":\"", StringComparison.Ordinal));
        Assert.Equal("MB5235", Refused(model).Code);
    }

    [Fact]
    public void Keyless_bundles_are_left_to_the_tools_that_make_them()
    {
        var model = Signed("P-256");
        var path = Path.Combine(model, "model.sig");
        var bundle = JsonNode.Parse(File.ReadAllText(path))!;
        bundle["verificationMaterial"] = new JsonObject { ["certificate"] = new JsonObject { ["rawBytes"] = "AAAA" } };
        File.WriteAllText(path, bundle.ToJsonString());
        Assert.Equal("MB5234", Refused(model).Code);
    }

    public void Dispose() => _folder.Dispose();

    private string Model()
    {
        foreach (var name in Names)
        {
            _folder.Write($"model/{name}", name == "config.json" ? "{\"model_type\": \"llama\"}" : $"The content of {name}.");
        }

        _folder.Write("model/.gitattributes", "never signed");
        return _folder["model"];
    }

    private string Signed(string curve)
    {
        var model = Model();
        Sign(model, curve);
        return model;
    }

    private void Sign(string model, string curve)
    {
        using var signer = ModelSigner.Read(_folder.Write("key.pem", TestKeys.PrivatePem(curve)));
        ModelSignature.Sign(model, "assistant", signer);
    }

    private ImmutableArray<Diagnostic> Verify(string model, string curve = "P-256")
    {
        using var trust = SignatureTrust.InKey(_folder.Write("public.pem", TestKeys.PublicPem(curve)));
        return ModelSignature.Verify(model, trust);
    }

    private string Found(string model) => string.Join(", ", Verify(model).Select(found =>
        $"{found.Code} {Path.GetFileName(found.Message.Split('\'')[1])}"));

    private Diagnostic Refused(string model, string curve = "P-256") =>
        Assert.Single(Assert.Throws<MergeBuildException>(() => Verify(model, curve)).Diagnostics);

    private static string? CodeOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (MergeBuildException exception)
        {
            return exception.Diagnostics[0].Code;
        }
    }

    // What another program could have signed.
    private static void WriteStatement(string model, string hash, int? shardSize, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> order, Func<string, string>? edit = null)
    {
        var resources = order(Names.SelectMany(name =>
        {
            var bytes = File.ReadAllBytes(Path.Combine(model, name));
            var size = shardSize ?? bytes.Length;
            return Enumerable.Range(0, (bytes.Length + size - 1) / size).Select(index =>
            {
                var range = bytes.AsSpan(index * size, Math.Min(size, bytes.Length - (index * size)));
                return new JsonObject
                {
                    ["name"] = shardSize is null ? name : $"{name}:{index * size}:{(index * size) + range.Length}",
                    ["digest"] = hash == "sha256" ? Convert.ToHexStringLower(SHA256.HashData(range)) : Checkpoints.Hashing.Blake3.Hash(range).ToString(),
                    ["algorithm"] = shardSize is null ? hash : $"{hash}-sharded-{shardSize}",
                };
            });
        })).ToArray();
        var root = Convert.ToHexStringLower(SHA256.HashData([.. resources.SelectMany(resource => Convert.FromHexString((string)resource["digest"]!))]));
        var serialization = new JsonObject { ["method"] = shardSize is null ? "files" : "shards", ["hash_type"] = hash, ["allow_symlinks"] = false };
        if (shardSize is not null)
        {
            serialization["shard_size"] = shardSize;
        }

        var text = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "model", ["digest"] = new JsonObject { ["sha256"] = root } }),
            ["predicateType"] = "https://model_signing/signature/v1.0",
            ["predicate"] = new JsonObject { ["resources"] = new JsonArray([.. resources]), ["serialization"] = serialization },
        }.ToJsonString();
        var payload = Encoding.UTF8.GetBytes(edit?.Invoke(text) ?? text);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload];
        var signature = TestKeys.Of("P-256").SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        File.WriteAllText(Path.Combine(model, "model.sig"), new JsonObject
        {
            ["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+json",
            ["verificationMaterial"] = new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = "" } },
            ["dsseEnvelope"] = new JsonObject
            {
                ["payload"] = Convert.ToBase64String(payload),
                ["payloadType"] = "application/vnd.in-toto+json",
                ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(signature), ["keyid"] = null }),
            },
        }.ToJsonString());
    }
}
