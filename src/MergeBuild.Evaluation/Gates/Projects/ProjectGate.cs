using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>
/// The gate of a project: its suites are put to the merge, held against committed baselines, and judged. A model is loaded when a
/// result is not in the cache, and never twice.
/// </summary>
public sealed class ProjectGate
{
    private readonly ImmutableArray<ProjectSuite> _suites;
    private readonly ProjectGateOptions _options;
    private readonly BaselineFolder _baselines;
    private readonly ModelDigests _digests;
    private readonly PublishedDigests _published;
    private readonly Dictionary<GateParent, string> _adapted = [];
    private readonly DiagnosticBag _warnings = new();

    /// <summary>Creates the gate of suites.</summary>
    public ProjectGate(ImmutableArray<ProjectSuite> suites, ProjectGateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_suites, _options) = (suites, options);
        _baselines = new BaselineFolder(options.BaselineDirectory, options.ProjectName, options.Files);
        _digests = new ModelDigests(new FileDigests(options.CacheDirectory, options.Files, options.Threads));
        _published = new PublishedDigests(_digests, options.Files);
        foreach (var parent in options.Parents.Where(parent => suites.Any(suite => suite.Parents.Contains(parent))))
        {
            BaselineFolder.CheckParent(parent.Name);
        }
    }

    /// <summary>What the user should know, once the merge was evaluated.</summary>
    public ImmutableArray<Diagnostic> Warnings => _warnings.Diagnostics;

    /// <summary>Evaluates the merge on all suites, after all baselines were found to be what they must be.</summary>
    /// <exception cref="MergeBuildException">MB420x: baselines are missing, damaged or stale. MB41xx: an evaluation failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the next one goes on from there.</exception>
    public ImmutableArray<EvaluationResult> Evaluate(CancellationToken cancellation = default)
    {
        _ = Baselines(cancellation);
        return Results(cancellation);
    }

    /// <summary>Judges the merge.</summary>
    /// <param name="stored">Verdicts of an earlier build, which are returned where nothing changed.</param>
    /// <param name="cancellation">Ends evaluations that were not done.</param>
    /// <exception cref="MergeBuildException">As <see cref="Evaluate"/> does.</exception>
    public ProjectJudgement Judge(GateReport? stored = null, CancellationToken cancellation = default)
    {
        var baselines = Baselines(cancellation);
        var results = Results(cancellation);
        var gates = _suites.Select((suite, index) => (suite, gate: new SuiteGate
        {
            Suite = suite.Name,
            Settings = suite.Settings,
            Merged = results[index],
            Parents = baselines[index].Parents,
            Base = baselines[index].Base,
            Accepted = baselines[index].Accepted,
            Location = suite.Threshold,
        })).ToArray();
        var accepted = !_options.AgainstAccepted ? [] : gates.Select(entry => entry.gate with
        {
            Parents = [new ParentResult("the accepted merge", entry.gate.Accepted!) { IsAccepted = true }], Accepted = null, Base = null,
        });
        ImmutableArray<SuiteGate> all = [.. gates.Select(entry => entry.gate), .. accepted];
        return new ProjectJudgement(all, Gate.Judge(all, stored));
    }

    /// <summary>Makes the baselines that are missing, damaged or stale, and those of the base, which recovery is measured from.</summary>
    /// <returns>A line for each baseline that was made: its path and why.</returns>
    /// <exception cref="MergeBuildException">A parent cannot be evaluated.</exception>
    public ImmutableArray<string> UpdateBaselines(CancellationToken cancellation = default)
    {
        var made = ImmutableArray.CreateBuilder<string>();
        var run = Run();
        foreach (var parent in _options.Parents)
        {
            var suites = _suites.Where(suite => suite.Parents.Contains(parent) || IsComparedWithBase(suite, parent)).ToArray();
            if (suites.Length == 0)
            {
                continue;
            }

            using var model = Open(parent, suites[0].Location, cancellation);
            foreach (var suite in suites)
            {
                made.AddRange(PlacedDiagnostics.Run(suite.Location, () => Update(suite, model, run, cancellation)));
            }
        }

        return made.ToImmutable();
    }

    /// <summary>Keeps the results of the merge as those of the accepted one.</summary>
    /// <returns>A line for each baseline that changed.</returns>
    public ImmutableArray<string> Accept(CancellationToken cancellation = default)
    {
        using var merge = Merge(cancellation);
        var run = Run();
        return
        [
            .. _suites.SelectMany(suite => PlacedDiagnostics.Run(suite.Location, () =>
                _baselines.Write(BaselineFolder.Accepted, suite.Name, suite.Source.Evaluate(merge, run, cancellation))
                    ? new[] { $"{Shown(BaselineFolder.Accepted, suite.Name)}: the merge was accepted" } : [])),
        ];
    }

    private ImmutableArray<EvaluationResult> Results(CancellationToken cancellation)
    {
        using var merge = Merge(cancellation);
        var run = Run();
        return [.. _suites.Select(suite => PlacedDiagnostics.Run(suite.Location, () =>
        {
            cancellation.ThrowIfCancellationRequested();
            var result = suite.Source.Evaluate(merge, run, cancellation);
            foreach (var warning in run.Warnings.Diagnostics)
            {
                _warnings.Report(PlacedDiagnostics.At(warning, suite.Location));
            }

            return result;
        }))];
    }

    private string[] Update(ProjectSuite suite, SuiteModel model, SuiteRun run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Reason(suite, model) is not { } reason)
        {
            return [];
        }

        _baselines.Write(model.Name, suite.Name, suite.Source.Evaluate(model, run, cancellation));
        return [$"{Shown(model.Name, suite.Name)}: {reason}"];
    }

    // A baseline of another version gates with a warning (MB4221), so that it is not stale; but it is made anew when others are.
    private string? Reason(ProjectSuite suite, SuiteModel model)
    {
        var reason = _baselines.Reason(model.Name, suite.Name, suite.Source.Expect(model.Digest));
        return reason is not null ? reason.Descriptor == DiagnosticTable.BaselineMissing ? "there was none" : reason.Message
            : suite.Source.IsBuiltIn && _baselines.Read(model.Name, suite.Name).Evaluator is var made && made != EvaluationResult.ThisEvaluator
                ? $"it was made by {made}"
                : null;
    }

    private ImmutableArray<SuiteBaselines> Baselines(CancellationToken cancellation)
    {
        var problems = new DiagnosticBag();
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        string DigestOf(GateParent parent) => digests.TryGetValue(parent.Name, out var known) ? known
            : digests[parent.Name] = DigestsOf(parent).DigestOf(DirectoryOf(parent), cancellation);
        var found = ImmutableArray.CreateBuilder<SuiteBaselines>();
        foreach (var suite in _suites)
        {
            var parents = suite.Parents.Select(parent => PlacedDiagnostics.Try(problems, suite.Location, () =>
                new ParentResult(parent.Name, _baselines.Read(parent.Name, suite.Name, suite.Source.Expect(DigestOf(parent))), parent.IsBase))).OfType<ParentResult>();
            var start = _options.Parents.FirstOrDefault(parent => IsComparedWithBase(suite, parent));
            var expected = suite.Source.Expect("") with { ModelDigest = null };
            found.Add(new SuiteBaselines(
                [.. parents],
                start is null ? null : PlacedDiagnostics.Try(problems, suite.Location, () => _baselines.Find(start.Name, suite.Name, suite.Source.Expect(DigestOf(start)))),
                PlacedDiagnostics.Try(problems, suite.Location, () => _options.AgainstAccepted
                    ? _baselines.Read(BaselineFolder.Accepted, suite.Name, expected)
                    : _baselines.FindAccepted(suite.Name, expected))));
        }

        problems.ThrowIfErrors();
        return found.ToImmutable();
    }

    // A command may take hours, and results from elsewhere may not be there.
    private static bool IsComparedWithBase(ProjectSuite suite, GateParent parent) =>
        parent is { IsBase: true, Adapter: null } && suite.Source.IsBuiltIn && !suite.Parents.Contains(parent);

    private SuiteModel Merge(CancellationToken cancellation) => new(
        BaselineFolder.Accepted, _options.ModelDirectory, ModelLoading.Open(_options.ModelDirectory, _published, Inference, cancellation: cancellation));

    private SuiteModel Open(GateParent parent, SourceLocation? location, CancellationToken cancellation) => PlacedDiagnostics.Run(location, () =>
        new SuiteModel(parent.Name, DirectoryOf(parent), ModelLoading.Open(DirectoryOf(parent), DigestsOf(parent), Inference, _options.AllowPickle, cancellation)));

    // What was made for the gate alone has a manifest to take digests from.
    private IModelDigests DigestsOf(GateParent parent) => parent.Adapter is null ? _digests : _published;

    private string DirectoryOf(GateParent parent) => parent.Adapter is null ? parent.Directory
        : _adapted.TryGetValue(parent, out var made) ? made : _adapted[parent] = _options.ApplyAdapter(parent);

    private InferenceOptions Inference => new() { Threads = _options.Threads, Files = _options.Files };

    private SuiteRun Run()
    {
        var cache = new ResultCache(_options.CacheDirectory, _options.Files);
        return new SuiteRun(
            new Evaluator(new EvaluatorOptions { Cache = cache, Progress = _options.Progress }), cache, _options.ProjectDirectory,
            Path.Combine(_options.CacheDirectory, "commands"), _options.OnCommandOutput, new DiagnosticBag());
    }

    private string Shown(string parent, string suite) =>
        Path.GetRelativePath(_options.ProjectDirectory, _baselines.PathOf(parent, suite)).Replace('\\', '/');

    private sealed record SuiteBaselines(ImmutableArray<ParentResult> Parents, EvaluationResult? Base, EvaluationResult? Accepted);
}
