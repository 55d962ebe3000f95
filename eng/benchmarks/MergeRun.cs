using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;

namespace MergeBuild.Benchmarks;

/// <summary>One measurement; each method has a process of its own, so that its peak working set is its own too.</summary>
internal sealed class MergeRun(SyntheticFamily family, int threads, int repeats, bool withBuild)
{
    public const string PlainIO = "plain I/O";
    public const string PlainIOOfTwo = "plain I/O of 2";
    private const int DigestLength = 8;

    public SyntheticFamily Family => family;

    public int Threads => threads;

    private string Output => Path.Combine(family.Folder, "output");

    public Measurement Measure(string method)
    {
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        var isPlain = method is PlainIO or PlainIOOfTwo;
        var merge = Best(isPlain ? new PlainCopy(family, ParentCount(method), threads).Run : () => MergeWithoutHashing(method));
        var build = isPlain || !withBuild ? merge : Best(() => ModelBuild.Run(RecipeOf(method), new ModelBuildOptions { OutputDirectory = Output, Threads = threads }));
        var digest = Digest();
        Directory.Delete(Output, recursive: true);
        Process.GetCurrentProcess().Refresh();
        return new Measurement(
            method, merge.Wall.TotalSeconds, merge.Processor.TotalSeconds, build.Wall.TotalSeconds, build.Processor.TotalSeconds,
            Process.GetCurrentProcess().PeakWorkingSet64 - before, digest);
    }

    private string Digest()
    {
        var path = Directory.EnumerateFiles(Output).Where(file => Path.GetExtension(file) is ".safetensors" or "").Order(StringComparer.Ordinal).First();
        using var file = PhysicalFileSystem.Instance.OpenRead(path);
        return Blake3File.Digest(file, threads).ToString()[..DigestLength];
    }

    private (TimeSpan Wall, TimeSpan Processor) Best(Action action)
    {
        var (wall, processor) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            if (Directory.Exists(Output))
            {
                Directory.Delete(Output, recursive: true);
            }

            Directory.CreateDirectory(Output);
            var (start, processorStart) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            action();
            var (elapsed, processorElapsed) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processorStart);
            wall = elapsed < wall ? elapsed : wall;
            processor = processorElapsed < processor ? processorElapsed : processor;
        }

        return (wall, processor);
    }

    private void MergeWithoutHashing(string method)
    {
        var plan = MergePlanner.Plan(RecipeOf(method));
        using var sink = new PlainSink(new ShardedLayout(plan.Tensors.Select(tensor => tensor.Result), long.MaxValue), Path.Combine(Output, "model.safetensors"));
        MergeEngine.Run(plan, sink, new MergeEngineOptions { Threads = threads }, null, CancellationToken.None);
    }

    /// <summary>The plain I/O that reads the parents that a method reads.</summary>
    public static string PlainIOFor(string method) => ParentCount(method) == 2 ? PlainIOOfTwo : PlainIO;

    // Slerp is of two models; the others take the whole family.
    private static int ParentCount(string method) => method is "slerp" or PlainIOOfTwo ? 2 : SyntheticFamily.ParentCount;

    public Recipe RecipeOf(string method)
    {
        var models = Enumerable.Range(0, ParentCount(method))
            .Select(i => new RecipeModel(i.ToString(CultureInfo.InvariantCulture), family.Parent(i), null))
            .ToImmutableArray();
        var perExpert = method switch
        {
            "slerp" or "model_stock" => Set(),
            "ties" or "dare_ties" => Set(("weight", "0.5"), ("density", "0.5")),
            _ => Set(("weight", "0.5")),
        };
        var takesBase = method == "linear";
        return new Recipe
        {
            Method = new Located<string>(method, null),
            Models = models,
            BaseModel = 0,
            Slices = [new RecipeSlice([.. models.Select((_, i) => new RecipeSource(i, null, i > 0 || takesBase ? perExpert : Set(), null))], Set())],
            Parameters = method == "slerp" ? Set(("t", "0.5")) : Set(),
        };
    }

    private static ParameterSet Set(params (string Name, string Value)[] values) => new(
        [.. values.Select(value => new ParameterAssignment(value.Name, new ParameterValue([new ParameterCondition(null, [value.Value], null)]), null))]);
}
