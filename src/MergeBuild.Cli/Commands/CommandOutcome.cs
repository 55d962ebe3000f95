using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Commands;

/// <summary>What a command found or made.</summary>
/// <param name="Json">The members of its JSON document.</param>
/// <param name="Print">Writes the same for people; called only without errors.</param>
/// <param name="Diagnostics">Warnings and errors; an error means that the command failed.</param>
internal sealed record CommandOutcome(JsonObject Json, Action Print, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The whole document after success, of a command whose result is no object; null for all others.</summary>
    public JsonNode? Document { get; init; }
}
