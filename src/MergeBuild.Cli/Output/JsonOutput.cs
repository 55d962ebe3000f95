using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Output;

/// <summary>One JSON document on standard output, for programs.</summary>
internal static class JsonOutput
{
    /// <summary>The option that asks for it.</summary>
    public static Option<bool> Option { get; } = new("--json") { Description = "Print one JSON document instead of text." };

    /// <summary>Writes the document: whether the command succeeded, its own members, and the diagnostics.</summary>
    public static void Write(bool succeeded, JsonObject members, ImmutableArray<Diagnostic> diagnostics)
    {
        var document = new JsonObject { ["succeeded"] = succeeded };
        foreach (var (name, value) in members.ToArray())
        {
            members.Remove(name);
            document.Add(name, value);
        }

        document.Add("diagnostics", new JsonArray([.. diagnostics.Select(ToJson)]));
        Write(document);
    }

    /// <summary>Writes a document of its own.</summary>
    public static void Write(JsonNode document)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(CanonicalJson.Write(document));
    }

    private static JsonObject ToJson(Diagnostic diagnostic) => new()
    {
        ["code"] = diagnostic.Code,
        ["severity"] = diagnostic.IsError ? "error" : "warning",
        ["message"] = diagnostic.Message,
        ["file"] = diagnostic.Location?.File,
        ["line"] = diagnostic.Location is { Line: > 0 } ? diagnostic.Location.Line : null,
        ["column"] = diagnostic.Location is { Column: > 0 } ? diagnostic.Location.Column : null,
        ["help"] = diagnostic.Descriptor.HelpLink,
    };
}
