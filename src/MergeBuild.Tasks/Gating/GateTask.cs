using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

// CA1819 Properties should not return arrays: MSBuild sets item lists as arrays.
#pragma warning disable CA1819

/// <summary>What the tasks of gates share: suites, parents, and how they are held against each other.</summary>
public abstract class GateTask : ProjectTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The EvaluationSuite items.</summary>
    public ITaskItem[] Suites { get; set; } = [];

    /// <summary>The models that went into the merge, as <see cref="ListParents"/> gives them.</summary>
    public ITaskItem[] Parents { get; set; } = [];

    /// <summary>The property GatePolicy.</summary>
    public string? GatePolicy { get; set; }

    /// <summary>The property GateConfidence.</summary>
    public string? GateConfidence { get; set; }

    /// <summary>The property GateMinimumRetention.</summary>
    public string? GateMinimumRetention { get; set; }

    /// <summary>The property GateMinimumExamples.</summary>
    public string? GateMinimumExamples { get; set; }

    /// <summary>The property GateMaximumCalibrationDrift.</summary>
    public string? GateMaximumCalibrationDrift { get; set; }

    /// <summary>The property GateAgainstAccepted: whether the merge is also held against the one that was accepted last.</summary>
    public bool GateAgainstAccepted { get; set; }

    /// <summary>The property GateIntegrity: whether weights are looked at.</summary>
    public bool GateIntegrity { get; set; } = true;

    /// <summary>The property MergeAllowPickle: whether parents that have only PyTorch files are read.</summary>
    public bool MergeAllowPickle { get; set; }

    /// <summary>The property BaselineDirectory.</summary>
    public string BaselineDirectory { get; set; } = "";

    /// <summary>The property EvaluationCache: the folder of results that are known.</summary>
    public string EvaluationCache { get; set; } = "";

    /// <summary>The property EvaluationThreads: at most this many threads; unset takes every core that MSBuild lends.</summary>
    public string? EvaluationThreads { get; set; }

    /// <summary>The model directory.</summary>
    public string ModelDirectory { get; set; } = "";

    /// <summary>The folder for parents with their adapters applied, which suites are put to.</summary>
    public string AdaptedDirectory { get; set; } = "";

    /// <summary>The property GateReportDirectory: where reports go.</summary>
    public string ReportDirectory { get; set; } = "";

    /// <summary>The property GateEffectsFile: what <c>mergebuild blame --json</c> wrote, for reports.</summary>
    public string? EffectsFile { get; set; }

    /// <summary>The property VSTestLogger: <c>trx</c> asks for a file of test results.</summary>
    public string? TestLogger { get; set; }

    /// <summary>The property VSTestResultsDirectory: where that file goes.</summary>
    public string? TestResultsDirectory { get; set; }

    /// <summary>The folder that packages are restored to: commands of items there are not run.</summary>
    public string? PackageRoot { get; set; }

    /// <summary>Stops evaluations; examples that are finished are kept for the next build.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Frees the cancellation's resources.</summary>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the task's work.</summary>
    private protected CancellationToken Cancellation => _cancellation.Token;

    /// <summary>The name of the project, for lines of the log.</summary>
    private protected string ProjectName => Path.GetFileNameWithoutExtension(ProjectFile);

    /// <summary>The models that went into the merge.</summary>
    private protected ImmutableArray<GateParent> Models => [.. Parents.Select(item =>
        new GateParent(item.GetMetadata("Name"), item.ItemSpec, item.GetMetadata("IsBase") == "true") { Adapter = item.GetMetadata("Adapter") is { Length: > 0 } adapter ? adapter : null })];

    /// <summary>The suites, read and checked.</summary>
    /// <exception cref="MergeBuildException">An item is wrong.</exception>
    private protected ImmutableArray<ProjectSuite> ReadSuites()
    {
        var commands = new OwnCommands(ProjectFile, ImportedFiles, PackageRoot);
        var items = Suites.Select(item => (item, read: Source.Item(ProjectSuites.ItemType, item))).ToArray();
        var reader = new ProjectSuites(Models, [.. GateProperties.Select(property => Source.Property(property.Name, property.Value))], ProjectDirectory, Source.Project);
        return reader.Read(items.Select(entry => entry.read), read => commands.Refusal(items.First(entry => ReferenceEquals(entry.read, read)).item, read));
    }

    /// <summary>The gate of the suites.</summary>
    /// <param name="suites">What <see cref="ReadSuites"/> gave.</param>
    /// <param name="threads">How many threads may compute.</param>
    private protected ProjectGate Gate(ImmutableArray<ProjectSuite> suites, int threads) => new(suites, new ProjectGateOptions
    {
        ProjectDirectory = ProjectDirectory,
        ProjectName = ProjectName,
        ModelDirectory = Path.TrimEndingDirectorySeparator(FullPath(ModelDirectory)),
        BaselineDirectory = FullPath(BaselineDirectory),
        CacheDirectory = FullPath(EvaluationCache),
        Parents = Models,
        ApplyAdapter = parent => ApplyAdapter(parent, threads),
        AgainstAccepted = GateAgainstAccepted,
        AllowPickle = MergeAllowPickle,
        Threads = threads,
        Progress = new ProgressLog(Log, ProjectName),
        OnCommandOutput = line => Say(MessageImportance.Normal, line),
    });

    // In obj, where it is made anew only as far as parent or adapter changed.
    private string ApplyAdapter(GateParent parent, int threads)
    {
        var directory = Path.Combine(FullPath(AdaptedDirectory), parent.Name);
        var model = new RecipeModel(parent.Name, parent.Directory, PlaceOf(parent.Name)) { Adapter = new RecipeAdapter(parent.Adapter!, PlaceOf(parent.Name)) };
        using var held = Lock(directory, Cancellation);
        Say(MessageImportance.Normal, $"{ProjectName}: {parent.Name} and its adapter as one model, in {directory}");
        ModelBuild.Run(model.ToRecipe() with { AllowPickle = MergeAllowPickle }, new ModelBuildOptions
        {
            OutputDirectory = directory, LedgerFile = directory + ".ledger", Threads = threads,
        }, progress: null, Cancellation);
        return directory;
    }

    /// <summary>Cores to compute with.</summary>
    private protected CoreLease LeaseCores()
    {
        var problems = new DiagnosticBag();
        var threads = Value(nameof(EvaluationThreads), EvaluationThreads, Environment.ProcessorCount, TryParseThreads, DiagnosticTable.EvaluationPropertyInvalid,
            text => [nameof(EvaluationThreads), text, "a whole number above 0"], problems);
        problems.ThrowIfErrors();
        return new CoreLease(BuildEngine, threads);
    }

    /// <summary>The place of the item that lists a model; of the project for null, and for one that no line lists.</summary>
    private protected SourceLocation PlaceOf(string? parent) =>
        Parents.FirstOrDefault(item => item.GetMetadata("Name") == parent) is { } item &&
        int.Parse(item.GetMetadata("Line"), CultureInfo.InvariantCulture) is > 0 and var line
            ? new SourceLocation(item.GetMetadata("File"), line, int.Parse(item.GetMetadata("Column"), CultureInfo.InvariantCulture))
            : Source.Project;

    /// <summary>Reports each verdict as a test, and all in a line as <c>dotnet test</c> does.</summary>
    private protected void WriteTests(GateReport? report)
    {
        foreach (var line in GateLines.Tests(ProjectName, report))
        {
            Say(MessageImportance.High, line);
        }

        if (TestResultFile.NameOf(TestLogger, ProjectName) is { } name)
        {
            TestResultFile.Copy(FullPath(ReportDirectory), Path.Combine(FullPath(string.IsNullOrWhiteSpace(TestResultsDirectory) ? "TestResults" : TestResultsDirectory), name));
        }
    }

    /// <summary>The lines that decide whether the last verdicts are still what the project asks for.</summary>
    private protected ImmutableArray<string> StampedRequest =>
    [
        $"tasks {typeof(GateTask).Assembly.Location}",
        $"ModelDirectory={FullPath(ModelDirectory)}",
        $"BaselineDirectory={FullPath(BaselineDirectory)}",
        $"GateIntegrity={GateIntegrity}",
        $"GateAgainstAccepted={GateAgainstAccepted}",
        $"GateEffectsFile={EffectsFile}",
        .. GateProperties.Select(property => $"{property.Name}={property.Value}"),
        .. Suites.Select(item => string.Join(' ', ProjectSource.CustomMetadata(item)
            .Select(metadata => $"{metadata.Key}=\"{metadata.Value}\"")
            .Prepend($"{ProjectSuites.ItemType} {item.ItemSpec}"))),
    ];

    private IEnumerable<(string Name, string Value)> GateProperties => new[]
        {
            (nameof(GatePolicy), GatePolicy), (nameof(GateConfidence), GateConfidence), (nameof(GateMinimumRetention), GateMinimumRetention),
            (nameof(GateMinimumExamples), GateMinimumExamples), (nameof(GateMaximumCalibrationDrift), GateMaximumCalibrationDrift),
        }
        .Where(property => !string.IsNullOrWhiteSpace(property.Item2))
        .Select(property => (property.Item1, property.Item2!));
}
