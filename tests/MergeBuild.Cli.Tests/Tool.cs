using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace MergeBuild.Cli.Tests;

/// <summary>The real tool, run as a process of its own.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs the tool in a folder and waits for its end.</summary>
    public static ToolResult Run(string folder, params string[] arguments) => RunWithInput(folder, "", arguments);

    /// <summary>Runs the tool with a variable of its environment set, and waits for its end.</summary>
    public static ToolResult RunWith(string folder, string variable, string value, params string[] arguments) =>
        RunWith(folder, new Dictionary<string, string> { [variable] = value }, arguments);

    /// <summary>Runs the tool with variables of its environment set, and waits for its end.</summary>
    public static ToolResult RunWith(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using var process = Start(folder, variables, arguments);
        return Finish(process, "");
    }

    /// <summary>Runs the tool with a text on standard input, and waits for its end.</summary>
    public static ToolResult RunWithInput(string folder, string input, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return Finish(process, input);
    }

    private static ToolResult Finish(Process process, string input)
    {
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(Patience), "The tool does not end.");
        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts the tool and leaves it running.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts the tool with variables of its environment set, and leaves it running.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        string[] all = ["exec", Path.Combine(AppContext.BaseDirectory, "mergebuild.dll"), .. arguments];
        Array.ForEach(all, start.ArgumentList.Add);

        // What a CI host sets must not bring colours back.
        start.Environment["GITHUB_ACTIONS"] = "true";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>What a run of the tool left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonObject Json => Assert.IsType<JsonObject>(JsonNode.Parse(Output));

    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
