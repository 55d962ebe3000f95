using System.Security.Cryptography;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Faults;

/// <summary>
/// A merge that is built again and again in one place, of two recipes in turn. A fault hits the build of the one over the
/// output of the other; then every file must be that of the one, or of the other, or absent, and the next build must
/// make it whole without being told to clean.
/// </summary>
internal sealed class MergeProject : IDisposable
{
    private const int Vocabulary = 400_000;
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string>[] _clean;
    private int _current;

    /// <summary>Makes the parents, and builds both recipes in clean folders.</summary>
    /// <param name="place">Where the output goes; null for beside the parents.</param>
    public MergeProject(string? place = null)
    {
        Place = place ?? _folder.CreateFolder("place");
        for (var model = 0; model < 3; model++)
        {
            TinyLlama.Of(2, model, DType.BF16, Vocabulary).WriteTo(_folder[$"parents/model{model}"]);
        }

        _clean = [.. Enumerable.Range(0, 2).Select(Clean)];
        Build();
    }

    /// <summary>The folder of the output and of the ledger.</summary>
    public string Place { get; set; }

    /// <summary>The folder of the parents.</summary>
    public string Parents => _folder["parents"];

    /// <summary>The weights of a parent.</summary>
    public string Weights(int model) => _folder[$"parents/model{model}/model.safetensors"];

    /// <summary>The command that builds the recipe whose turn it is.</summary>
    public string[] Command => ToolRun.Tool(Arguments(_current, Path.Combine(Place, "out"), Path.Combine(Place, "merge.ledger")));

    /// <summary>Makes it the turn of the other recipe.</summary>
    public void Turn() => _current = 1 - _current;

    /// <summary>Hits a build with a fault, then looks at what is left and builds again.</summary>
    /// <param name="build">Runs the command while the fault is there.</param>
    /// <param name="tally">Gets the end.</param>
    public ToolRun Hit(Func<string[], ToolRun> build, Tally tally)
    {
        Turn();
        var run = build(Command);
        tally.Add(run.End, Problem(run));
        return run;
    }

    /// <summary>What did not hold of a run that a fault hit, or null: how it failed, what it left, and what the next build makes of it.</summary>
    public string? Problem(ToolRun run)
    {
        var left = run.FailureProblem ?? (run.ExitCode == 0 ? WholeProblem() : TornProblem());
        var evidence = left is null ? null : Keep();
        return (left is null ? RepairProblem() : left) is { } problem ? $"{problem}; see {evidence ?? Keep()}" : null;
    }

    /// <summary>What is wrong after a build that failed: a file that is neither of the one recipe nor of the other.</summary>
    public string? TornProblem()
    {
        var files = Files(Path.Combine(Place, "out")).Where(file => !file.Key.EndsWith(".tmp", StringComparison.Ordinal)).ToDictionary();
        var torn = files.FirstOrDefault(file => _clean.All(clean => clean.GetValueOrDefault(file.Key) != file.Value)).Key;
        return torn is not null ? $"'{torn}' is torn"
            : files.GetValueOrDefault("merge.manifest.json") == _clean[_current]["merge.manifest.json"] ? WholeProblem(isAlone: false)
            : null;
    }

    /// <summary>What is wrong after a build that succeeded.</summary>
    public string? WholeProblem(bool isAlone = true)
    {
        var files = Files(Path.Combine(Place, "out"));
        string[] wrong =
        [
            .. _clean[_current].Where(file => files.GetValueOrDefault(file.Key) != file.Value).Select(file =>
                $"'{file.Key}' is {(!files.TryGetValue(file.Key, out var found) ? "missing" : found == _clean[1 - _current].GetValueOrDefault(file.Key) ? "old" : "neither old nor new")}"),
            .. isAlone ? files.Keys.Except(_clean[_current].Keys).Select(name => $"'{name}' is left over") : [],
        ];
        return wrong.Length == 0 ? null : string.Join(", ", wrong);
    }

    /// <summary>What is wrong with the next build, or null.</summary>
    public string? RepairProblem()
    {
        var run = Build();
        return run.ExitCode != 0 ? $"the next build fails: {run.Output.Trim()}"
            : WholeProblem() is { } problem ? $"after the next build, which said '{run.Output.Trim()}', {problem}" : null;
    }

    /// <summary>Builds without a fault.</summary>
    public ToolRun Build() => ToolRun.Of(_folder.Path, Command);

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string> Clean(int recipe)
    {
        _folder.Write($"recipe{recipe}.yml", FormattableString.Invariant($$"""
            merge_method: ties
            base_model: parents/model0
            models:
              - {model: parents/model1, parameters: { weight: 0.5, density: 0.5 } }
              - {model: parents/model2, parameters: { weight: 0.{{recipe + 3}}, density: 0.5 } }
            """));
        var output = _folder[$"clean{recipe}"];
        var run = ToolRun.Of(_folder.Path, ToolRun.Tool(Arguments(recipe, output, null)));
        return run.ExitCode == 0 ? Files(output) : throw new InvalidOperationException(run.Output);
    }

    // Evidence outlives the run.
    private string Keep()
    {
        var kept = Directory.CreateTempSubdirectory("mergebuild-problem-").FullName;
        foreach (var file in Directory.EnumerateFiles(Place, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(kept, Path.GetRelativePath(Place, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return kept;
    }

    private string[] Arguments(int recipe, string output, string? ledger) =>
        ["merge", _folder[$"recipe{recipe}.yml"], output, "--shard-size", "2MB", .. ledger is null ? [] : new[] { "--ledger", ledger }];

    private static Dictionary<string, string> Files(string directory) => !Directory.Exists(directory) ? [] : Directory.EnumerateFiles(directory).ToDictionary(
        path => Path.GetFileName(path), path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), StringComparer.Ordinal);
}
