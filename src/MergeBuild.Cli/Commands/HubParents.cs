using System.Collections.Immutable;
using System.CommandLine;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;
using MergeBuild.Packaging.Locks;

namespace MergeBuild.Cli.Commands;

/// <summary>What commands that read parents do about those of the Hub, and the options that say how.</summary>
internal static class HubParents
{
    /// <summary>The option for the lock file.</summary>
    public static Option<string?> Lock { get; } = new("--lock")
    {
        HelpName = "FILE", Description = $"The lock file that pins models of the Hub, such as {MergeLock.FileName}; nothing is pinned unless set.",
    };

    /// <summary>The option that keeps the lock file as it is.</summary>
    public static Option<bool> LockedMode { get; } = new("--locked-mode") { Description = "Fail if the lock file would change." };

    /// <summary>The option that asks for branches and tags anew.</summary>
    public static Option<bool> ForceEvaluate { get; } = new("--force-evaluate") { Description = "Ask what branches and tags are now, and pin that." };

    /// <summary>The option that keeps the network out.</summary>
    public static Option<bool> Offline { get; } = new("--offline") { Description = "Ask nothing over the network, as with HF_HUB_OFFLINE." };

    /// <summary>Fetches the models of the Hub that stages need, and fills in their folders.</summary>
    /// <exception cref="MergeBuildException">A model cannot be fetched, or the lock file would change (MB51xx).</exception>
    public static (ImmutableArray<RecipeStage> Stages, ImmutableArray<Diagnostic> Warnings) Restore(
        ImmutableArray<RecipeStage> stages, ParseResult parsed, CancellationToken cancellation)
    {
        var models = HubModels.Of(stages);
        if (models.IsEmpty && parsed.GetValue(Lock) is null)
        {
            return (stages, []);
        }

        var restored = Restore(models, parsed, cancellation);
        return (restored.Apply(stages), restored.Warnings);
    }

    /// <summary>Fetches models of the Hub.</summary>
    /// <exception cref="MergeBuildException">A model cannot be fetched, or the lock file would change (MB51xx).</exception>
    public static RestoredParents Restore(ImmutableArray<Located<HubReference>> models, ParseResult parsed, CancellationToken cancellation)
    {
        var options = Options(parsed);
        var lockFile = parsed.GetValue(Lock) is { } path ? Path.GetFullPath(path) : null;
        var request = new RestoreRequest(models, lockFile, parsed.GetValue(LockedMode), parsed.GetValue(ForceEvaluate));
        return ProgressDisplay.Show(progress => ParentRestore.Run(request, options with { Progress = progress }, cancellation));
    }

    /// <summary>How the Hub is asked, by the environment and the command line.</summary>
    /// <exception cref="MergeBuildException">A variable cannot be used (MB5114).</exception>
    public static HubOptions Options(ParseResult parsed)
    {
        var settings = HubSettings.FromEnvironment();
        return new HubOptions { Settings = settings with { IsOffline = settings.IsOffline || parsed.GetValue(Offline) } };
    }

    /// <summary>Refuses the options about a lock file where there is none.</summary>
    public static void RequireLock(System.CommandLine.Parsing.CommandResult result)
    {
        if (result.GetResult(LockedMode) is { Implicit: false } && result.GetResult(Lock) is null)
        {
            result.AddError("--locked-mode needs --lock: there is no lock file to keep.");
        }
    }
}
