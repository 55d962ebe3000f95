using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>Reads <c>EvaluationSuite</c> items, with all that can be checked before any model is read.</summary>
/// <param name="parents">The models that went into the merge.</param>
/// <param name="properties">The properties <c>Gate…</c> that are set for all suites.</param>
/// <param name="directory">The folder that relative paths start from.</param>
/// <param name="project">The project file, for errors that belong to no single line.</param>
/// <param name="files">Where files are read.</param>
public sealed class ProjectSuites(
    ImmutableArray<GateParent> parents, IReadOnlyCollection<ProjectValue> properties, string directory, SourceLocation? project, IFileSystem? files = null)
{
    /// <summary>The type of the items.</summary>
    public const string ItemType = "EvaluationSuite";

    private const string Command = "Command";
    private const string CommandTimeout = "CommandTimeout";
    private const string ModelDigest = "ModelDigest";
    private const string Name = "Name";
    private const string Parent = "Parent";
    private const string Results = "Results";
    private const string Task = "Task";

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromHours(1);

    private static readonly ImmutableSortedSet<string> Known = ImmutableSortedSet.CreateRange(StringComparer.OrdinalIgnoreCase,
        [Command, CommandTimeout, ModelDigest, Name, Parent, Results, Task, .. GateMetadata.Names, .. SuiteMetadata.Names]);

    private readonly IFileSystem _files = files ?? PhysicalFileSystem.Instance;
    private readonly DiagnosticBag _problems = new();

    /// <summary>Reads all items, and reports everything that is wrong with them.</summary>
    /// <param name="items">The items, in project order.</param>
    /// <param name="refusal">Why the command of an item must not run, or null; where it is left out, all may.</param>
    /// <exception cref="MergeBuildException">MB1063, MB41xx, MB42xx: an item is wrong, at its line and column.</exception>
    public ImmutableArray<ProjectSuite> Read(IEnumerable<ProjectItem> items, Func<ProjectItem, string?>? refusal = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        var byDefault = Defaults();
        var suites = ImmutableArray.CreateBuilder<ProjectSuite>();
        foreach (var item in items)
        {
            if (Read(item, byDefault, refusal) is { } suite && Distinct(suite, suites))
            {
                suites.Add(suite);
            }
        }

        _problems.ThrowIfErrors();
        return suites.ToImmutable();
    }

    private bool Distinct(ProjectSuite suite, IEnumerable<ProjectSuite> others)
    {
        if (!others.Any(other => other.Name.Equals(suite.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        _problems.Report(DiagnosticTable.SuiteNameTaken.At(suite.Location, suite.Name));
        return false;
    }

    private GateSettings Defaults()
    {
        var settings = GateSettings.Default;
        foreach (var property in properties.Where(property => property.Value.Trim().Length > 0))
        {
            settings = PlacedDiagnostics.Try(_problems, property.Location ?? project, () =>
                GateMetadata.Apply(settings, property.Name["Gate".Length..], property, "all suites")) ?? settings;
        }

        return settings;
    }

    private ProjectSuite? Read(ProjectItem item, GateSettings byDefault, Func<ProjectItem, string?>? refusal)
    {
        foreach (var metadata in item.Metadata.Where(metadata => !Known.Contains(metadata.Name)))
        {
            _problems.Report(DiagnosticTable.UnknownMetadata.At(metadata.Location, ItemType, metadata.Name, Suggestion.For(metadata.Name, Known)));
        }

        var name = item.Find(Name)?.Value.Trim() ?? Path.GetFileNameWithoutExtension(item.Include);
        var settings = byDefault;
        foreach (var metadata in item.Metadata.Where(metadata => metadata.Value.Trim().Length > 0 && GateMetadata.Names.Contains(metadata.Name, StringComparer.OrdinalIgnoreCase)))
        {
            settings = PlacedDiagnostics.Try(_problems, metadata.Location, () => GateMetadata.Apply(settings, metadata.Name, metadata, name)) ?? settings;
        }

        var chosen = Parents(item, name, settings);
        var source = PlacedDiagnostics.Try(_problems, item.Location, () => Source(item, name, settings, refusal));
        return source is null || chosen.IsEmpty ? null : new ProjectSuite(source)
        {
            Name = name,
            Parents = chosen,
            Settings = settings,
            Location = item.Location ?? project,
            Threshold = item.Find(nameof(GateSettings.MinimumRetention))?.Location ?? item.Location ?? project,
        };
    }

    private ImmutableArray<GateParent> Parents(ProjectItem item, string suite, GateSettings settings)
    {
        if (item.Find(Parent) is not { } written)
        {
            if (!settings.Safety)
            {
                _problems.Report(DiagnosticTable.SuiteParentMissing.At(item.Location, suite, string.Join(", ", parents.Select(parent => parent.Name))));
            }

            // The safest of them all.
            return settings.Safety ? parents : [];
        }

        var chosen = ImmutableArray.CreateBuilder<GateParent>();
        foreach (var name in written.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (parents.FirstOrDefault(parent => parent.Name == name) is { } parent)
            {
                chosen.Add(parent);
                _ = PlacedDiagnostics.Try(_problems, written.Location, () => new BaselineFolder(directory, "").PathOf(name, "suite"));
            }
            else
            {
                _problems.Report(DiagnosticTable.SuiteParentUnknown.At(written.Location, suite, name, Suggestion.For(name, parents.Select(other => other.Name))));
            }
        }

        return chosen.ToImmutable();
    }

    private ISuiteSource Source(ProjectItem item, string name, GateSettings settings, Func<ProjectItem, string?>? refusal)
    {
        _ = PlacedDiagnostics.Run(item.Find(Name)?.Location, () => new BaselineFolder(directory, "").PathOf("parent", name));
        var path = Path.GetFullPath(item.Include, directory);
        var (command, results) = (item.Find(Command), item.Find(Results));
        if (command is null && results is null)
        {
            return BuiltIn(item, path, settings);
        }

        if (command is not null && results is not null)
        {
            throw DiagnosticTable.SuiteSourcesContradict.ExceptionAt(results.Location, name, Command, Results);
        }

        if (SuiteMetadata.Of(item).FirstOrDefault() is { } foreign)
        {
            throw DiagnosticTable.SuiteSettingForeign.ExceptionAt(foreign.Location, name, command is null ? Results : Command, foreign.Name);
        }

        var task = item.Find(Task)?.Value.Trim();
        return command is null
            ? new ResultsSource(name, Path.GetFullPath(results!.Value.Trim(), directory), task, item.Find(ModelDigest)?.Value.Trim())
            : refusal?.Invoke(item) is { } reason ? throw DiagnosticTable.CommandNotOwn.ExceptionAt(command.Location, name, reason)
            : new CommandSource(name, command.Value, Timeout(item, name), task, path, _files);
    }

    private BuiltInSource BuiltIn(ProjectItem item, string path, GateSettings settings)
    {
        foreach (var foreign in new[] { CommandTimeout, ModelDigest, Task }.Select(item.Find).OfType<ProjectValue>())
        {
            throw DiagnosticTable.SuiteSettingForeign.ExceptionAt(foreign.Location, Path.GetFileNameWithoutExtension(path), "the built-in evaluator", foreign.Name);
        }

        var suite = EvaluationSuite.Read(path, _files);
        var evaluation = SuiteMetadata.Read(item, directory, _files);
        var place = item.Find(nameof(GateSettings.Metric))?.Location ?? item.Location;
        return PlacedDiagnostics.Run(place, () => new BuiltInSource(suite, WithMetric(suite, evaluation, settings)));
    }

    // The gated metric is measured even where it is not a usual one of the suite's kind; that it gates is checked as on a result.
    private static SuiteSettings WithMetric(EvaluationSuite suite, SuiteSettings settings, GateSettings gate)
    {
        var metrics = EvaluationPlan.Create(suite, settings).Metrics.Select(metric => metric.Name).ToImmutableArray();
        var complete = gate.Metric is { } gated && settings.Metrics.IsEmpty && !metrics.Contains(gated) ? settings with { Metrics = metrics.Add(gated) } : settings;
        var plan = EvaluationPlan.Create(suite, complete);
        _ = GatedMetric.Of(new SuiteGate
        {
            Suite = suite.Name,
            Settings = gate,
            Parents = [],
            Merged = new EvaluationResult
            {
                Evaluator = EvaluationResult.ThisEvaluator, Model = new ModelIdentity("", null), Suite = plan.SuiteIdentity, Settings = [], Examples = [],
                Metrics = [.. plan.Metrics.Select(metric => new MetricResult { Name = metric.Name, Value = null, Count = null, HigherIsBetter = metric.HigherIsBetter })],
            },
        });
        return complete;
    }

    private static TimeSpan Timeout(ProjectItem item, string suite) => item.Find(CommandTimeout) is not { } written ? UsualTimeout
        : int.TryParse(written.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds)
        : throw DiagnosticTable.GateSettingInvalid.ExceptionAt(written.Location, CommandTimeout, suite, "a whole number of seconds above 0", $"'{written.Value}'");
}
