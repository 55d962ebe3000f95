using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild fetch</c>: models of the Hub into the cache.</summary>
internal static class FetchCommand
{
    private static readonly Argument<string[]> Models = new("model")
    {
        Arity = ArgumentArity.OneOrMore, HelpName = "hf:org/name@revision", Description = "The models; the branch main where no revision is named.",
    };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("fetch", "Fetches what a merge needs of models of the Hub into the cache.")
        {
            Models, HubParents.ForceEvaluate, HubParents.Offline, JsonOutput.Option,
        };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, CancellationToken cancellation)
    {
        var problems = new DiagnosticBag();
        var models = parsed.GetRequiredValue(Models)
            .Select(text => HubReference.Read(text, null, problems))
            .OfType<HubReference>()
            .Distinct()
            .Select(reference => new Located<HubReference>(reference, null))
            .ToImmutableArray();
        problems.ThrowIfErrors();
        var restored = HubParents.Restore(models, parsed, cancellation);
        var json = new JsonArray([.. restored.Parents.Select(Json)]);
        return new CommandOutcome(new JsonObject { ["models"] = json }, () => Print(restored), restored.Warnings);
    }

    private static JsonObject Json(RestoredParent parent) => new()
    {
        ["model"] = parent.Pinned.Reference.Repository,
        ["revision"] = parent.Pinned.Reference.Revision,
        ["commit"] = parent.Pinned.Resolved,
        ["directory"] = parent.Directory,
        ["files"] = new JsonArray([.. parent.Pinned.Files.Select(file => (JsonNode)file.Name)]),
    };

    private static void Print(RestoredParents restored)
    {
        foreach (var parent in restored.Parents)
        {
            Console.Out.WriteLine($"{parent.Pinned.Reference} is {parent.Pinned.Resolved}, in {LogText.Sanitize(parent.Directory)}");
        }
    }
}
