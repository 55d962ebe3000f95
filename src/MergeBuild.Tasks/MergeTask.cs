using System.Collections.Immutable;
using System.Security.Cryptography;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Hub;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild sets item lists as arrays.
#pragma warning disable CA1819

/// <summary>What the tasks share that have to know what is merged.</summary>
public abstract class MergeTask : ProjectTask
{
    /// <summary>The BaseModel items.</summary>
    public ITaskItem[] BaseModels { get; set; } = [];

    /// <summary>The Expert items.</summary>
    public ITaskItem[] Experts { get; set; } = [];

    /// <summary>The MergeSlice items.</summary>
    public ITaskItem[] Slices { get; set; } = [];

    /// <summary>The MergeParameter items.</summary>
    public ITaskItem[] Parameters { get; set; } = [];

    /// <summary>The MergeToken items.</summary>
    public ITaskItem[] Tokens { get; set; } = [];

    /// <summary>The MergeRecipe items.</summary>
    public ITaskItem[] Recipes { get; set; } = [];

    /// <summary>The property MergeMethod.</summary>
    public string? MergeMethod { get; set; }

    /// <summary>The property MergeOutputDType.</summary>
    public string? MergeOutputDType { get; set; }

    /// <summary>The property MergeSeed.</summary>
    public string? MergeSeed { get; set; }

    /// <summary>The property MergeTokenizerSource.</summary>
    public string? MergeTokenizerSource { get; set; }

    /// <summary>The property MergePadToMultipleOf.</summary>
    public string? MergePadToMultipleOf { get; set; }

    /// <summary>The property MergeChatTemplate.</summary>
    public string? MergeChatTemplate { get; set; }

    /// <summary>The property MergeShardSize.</summary>
    public string? MergeShardSize { get; set; }

    /// <summary>The property MergeModelRoot: where the model names of a recipe file start from.</summary>
    public string? MergeModelRoot { get; set; }

    /// <summary>The property MergeVerify: how much of the files that look unchanged is hashed again.</summary>
    public string? MergeVerify { get; set; }

    /// <summary>The property MergeLockFile: what parents of the Hub are pinned to.</summary>
    public string MergeLockFile { get; set; } = "";

    /// <summary>The property MergeAllowPickle: whether parents that have only PyTorch files are read.</summary>
    public bool MergeAllowPickle { get; set; }

    /// <summary>The model directory.</summary>
    public string ModelDirectory { get; set; } = "";

    /// <summary>The property MergeReadBudget: the most bytes of tensors that the merge may read; unset for the full merge.</summary>
    public string? MergeReadBudget { get; set; }

    /// <summary>The property MergeNormsFile: the norms of the task vectors that a read budget chooses by.</summary>
    public string NormsFile { get; set; } = "";

    /// <summary>The file that says what the last merge depended on and wrote.</summary>
    public string MergeStampFile { get; set; } = "";

    /// <summary>What the project asks for.</summary>
    private protected MergeRequest Request => new(
        [
            .. BaseModels.Select(item => ("BaseModel", item)),
            .. Experts.Select(item => ("Expert", item)),
            .. Slices.Select(item => ("MergeSlice", item)),
            .. Parameters.Select(item => ("MergeParameter", item)),
            .. Tokens.Select(item => ("MergeToken", item)),
        ],
        [.. Recipes],
        [
            .. new[]
                {
                    ("MergeMethod", MergeMethod), ("MergeOutputDType", MergeOutputDType), ("MergeSeed", MergeSeed),
                    ("MergeTokenizerSource", MergeTokenizerSource), ("MergePadToMultipleOf", MergePadToMultipleOf), ("MergeChatTemplate", MergeChatTemplate),
                }
                .Where(property => !string.IsNullOrWhiteSpace(property.Item2))
                .Select(property => (property.Item1, property.Item2!)),
        ],
        string.IsNullOrEmpty(MergeModelRoot) ? null : FullPath(MergeModelRoot));

    /// <summary>The lines that decide whether the last merge is still what the project asks for.</summary>
    private protected ImmutableArray<string> StampedRequest =>
    [
        $"tasks {typeof(MergeTask).Assembly.Location}",
        $"ModelDirectory={FullPath(ModelDirectory)}",
        $"MergeShardSize={MergeShardSize}",
        $"MergeReadBudget={MergeReadBudget}",
        $"MergeAllowPickle={MergeAllowPickle}",
        .. Request.Lines,
        .. DirectoryEntry.Exists(LockFilePath) ? [$"{LockFilePath} {Convert.ToHexStringLower(SHA256.HashData(PhysicalFileSystem.Instance.ReadAllBytes(LockFilePath)))}"] : Array.Empty<string>(),
    ];

    /// <summary>The full path of the lock file.</summary>
    private protected string LockFilePath => FullPath(MergeLockFile);

    /// <summary>The stages of the merge, with the folders of parents of the Hub as a restore left them.</summary>
    /// <exception cref="MergeBuildException">The project or its recipe has errors (MB1xxx), or a parent was not restored (MB51xx).</exception>
    private protected ImmutableArray<RecipeStage> ReadStages()
    {
        var stages = Request.ReadStages(Source, ProjectFile);
        if (MergeAllowPickle)
        {
            stages = [.. stages.Select(stage => stage with { Recipe = stage.Recipe with { AllowPickle = true } })];
        }

        return HubModels.Of(stages).IsEmpty
            ? stages
            : RestoredParents.Open(LockFilePath, new HubOptions { Settings = HubSettings.FromEnvironment() }).Apply(stages);
    }

    /// <summary>What <see cref="MergeVerify"/> says.</summary>
    /// <exception cref="MergeBuildException">It is none of the names that there are (MB1096).</exception>
    private protected ContentVerification Verification => string.IsNullOrWhiteSpace(MergeVerify) ? ContentVerification.None
        : Enum.TryParse<ContentVerification>(MergeVerify.Trim(), ignoreCase: true, out var mode) && Enum.IsDefined(mode) && !char.IsAsciiDigit(MergeVerify.Trim()[0]) ? mode
        : throw DiagnosticTable.VerifyModeInvalid.ExceptionAt(Source.Property(nameof(MergeVerify), MergeVerify).Location, MergeVerify);

    /// <summary>How the model is built, as the project's properties say.</summary>
    /// <exception cref="MergeBuildException">A property has a value that it cannot have.</exception>
    private protected ModelBuildOptions Options(string ledgerFile, string? threads)
    {
        var problems = new DiagnosticBag();
        var options = new ModelBuildOptions
        {
            OutputDirectory = Path.TrimEndingDirectorySeparator(FullPath(ModelDirectory)),
            LedgerFile = FullPath(ledgerFile),
            Verification = Verification,
        };
        options = options with
        {
            ShardSize = Value(nameof(MergeShardSize), MergeShardSize, options.ShardSize, ByteSize.TryParse, DiagnosticTable.ShardSizeInvalid, problems),
            ReadBudget = Value(nameof(MergeReadBudget), MergeReadBudget, 0L, ByteSize.TryParse, DiagnosticTable.ReadBudgetInvalid, problems) is var budget and not 0
                ? new ReadBudget(budget, FullPath(NormsFile))
                : null,
            Threads = Value("MergeThreads", threads, options.Threads, TryParseThreads, DiagnosticTable.ThreadsInvalid, problems),
        };
        problems.ThrowIfErrors();
        return options;
    }

    /// <summary>What MergeThreads says, or a thread a processor.</summary>
    /// <exception cref="MergeBuildException">It is no number of threads (MB1094).</exception>
    private protected int Threads(string? threads)
    {
        var problems = new DiagnosticBag();
        var count = Value("MergeThreads", threads, Environment.ProcessorCount, TryParseThreads, DiagnosticTable.ThreadsInvalid, problems);
        problems.ThrowIfErrors();
        return count;
    }
}
