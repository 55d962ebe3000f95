using System.CommandLine;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Explanation;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild explain</c>: why the last build merged some blocks and took over others.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Project = new("project") { HelpName = "project", Description = "The .mergeproj file, or the file of a ledger." };
    private static readonly Option<string?> Configuration = new("--configuration", "-c") { HelpName = "NAME", Description = "The project's configuration; its default unless set." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("explain", "Says why the last build merged each group of tensors again, or not.") { Project, Configuration, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), _ =>
        {
            var path = LedgerPlace.Of(parsed.GetRequiredValue(Project), parsed.GetValue(Configuration));
            var ledger = LedgerFormat.Read(path, null, PhysicalFileSystem.Instance);
            if (ledger.Tensors.IsEmpty)
            {
                throw DiagnosticTable.LedgerMissing.Exception(path);
            }

            var groups = ExplainedGroup.Of(ledger);
            return new CommandOutcome(ExplanationJson.Of(ledger, groups), () => ExplanationTable.Print(ledger, groups), []);
        }));
        return command;
    }
}
