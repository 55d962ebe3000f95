using System.Collections.Immutable;
using MergeBuild.Cli.Requests;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Cli.Interference;

/// <summary>The suites that a command names, out of a project or by their files; all of the project's where it names none.</summary>
internal sealed class ChosenSuites(MergeSubject subject, ImmutableArray<string> experts)
{
    // Results of other programs are of one model; they cannot be had of another.
    private static readonly string[] Foreign = ["Command", "Results"];

    /// <summary>Reads the suites.</summary>
    /// <param name="names">Names of suites, or paths of files.</param>
    /// <param name="metric">The metric for all of them; null for each one's own.</param>
    /// <param name="limit">How many examples of each are evaluated; null for all.</param>
    /// <exception cref="MergeBuildException">MB4325, MB4326, MB4330, or what is wrong with a suite (MB41xx).</exception>
    public ImmutableArray<InterferenceSuite> Read(string[] names, string? metric, int? limit)
    {
        var read = names.Length == 0 ? subject.Suites.Select(OfItem) : names.Select(Find);
        var suites = read.Select(suite => Adjust(suite, metric, limit)).ToImmutableArray();
        return suites.IsEmpty ? throw DiagnosticTable.BlameSuiteMissing.Exception() : suites;
    }

    private InterferenceSuite Find(string name)
    {
        if (subject.Suites.FirstOrDefault(item => NameOf(item) == name) is { } item)
        {
            return OfItem(item);
        }

        return File.Exists(name)
            ? Of(Path.GetFileNameWithoutExtension(name), name)
            : throw DiagnosticTable.BlameSuiteUnknown.Exception(name, Suggestion.For(name, subject.Suites.Select(NameOf)));
    }

    private InterferenceSuite OfItem(ProjectItem item)
    {
        var name = NameOf(item);
        if (Foreign.Select(item.Find).OfType<ProjectValue>().FirstOrDefault() is { } source)
        {
            throw DiagnosticTable.BlameSuiteSettingInvalid.ExceptionAt(source.Location ?? item.Location, source.Name, name, source.Value, "none, since variants are measured by the built-in evaluator");
        }

        return InterferenceSuite.Read(item, name, subject.Directory) with
        {
            Parent = item.Find("Parent") is { } parent ? experts.FirstOrDefault(expert => parent.Value.Split(';', StringSplitOptions.TrimEntries).Contains(expert)) : OwnerOf(name),
        };
    }

    private InterferenceSuite Of(string name, string path) => new() { Name = name, Suite = EvaluationSuite.Read(path), Parent = OwnerOf(name) };

    // A suite of an expert's name, or one that goes on after it, as in facts-choice.
    private string? OwnerOf(string suite) => experts.Where(expert => suite == expert || suite.StartsWith(expert + "-", StringComparison.Ordinal)).MaxBy(expert => expert.Length);

    private static InterferenceSuite Adjust(InterferenceSuite suite, string? metric, int? limit)
    {
        var chosen = metric ?? suite.Metric;
        return suite with
        {
            Metric = chosen,
            Settings = suite.Settings with
            {
                Limit = limit ?? suite.Settings.Limit,
                Metrics = chosen is not null && metric is not null ? [chosen] : suite.Settings.Metrics,
            },
        };
    }

    private static string NameOf(ProjectItem item) => item.Find("Name")?.Value.Trim() ?? Path.GetFileNameWithoutExtension(item.Include);
}
