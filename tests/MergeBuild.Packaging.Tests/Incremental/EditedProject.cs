using System.Globalization;
using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests.Incremental;

/// <summary>
/// A merge that is edited step by step, as its users do: bytes of a parent, weights, experts, types, shard sizes,
/// methods. Two of its tensors have several blocks.
/// </summary>
internal sealed class EditedProject : IDisposable
{
    private const int Vocabulary = 20000;
    private const int ModelCount = 5;
    private static readonly MergeMethod[] Methods = [.. MergeMethods.All.Values];

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random;
    private readonly int[] _seeds = [.. Enumerable.Range(0, ModelCount)];
    private readonly double[] _weights = [0.5, 0.5, 0.5, 0.5, 0.5];
    private double _mlpWeight = 0.5;
    private MergeMethod _method;
    private int _expertCount;
    private DType? _outputType;
    private long _shardSize = ModelBuildOptions.DefaultShardSize;
    private ulong _seed;

    public EditedProject(int seed, MergeMethod? method = null)
    {
        _random = new Random(seed);
        _method = method ?? Methods[_random.Next(Methods.Length)];
        _expertCount = LeastExperts;
        for (var model = 0; model < ModelCount; model++)
        {
            TinyLlama.Of(1, model, DType.BF16, Vocabulary).WriteTo(PathOf(model));
        }
    }

    public TemporaryFolder Folder => _folder;

    public string Output => _folder["output"];

    public string Ledger => _folder["obj/merge.ledger"];

    public string PathOf(int model) => _folder[$"model{model.ToString(CultureInfo.InvariantCulture)}"];

    /// <summary>Changes something; returns what.</summary>
    public string Edit() => _random.Next(10) switch
    {
        0 or 1 => EditBytes(_random.Next(ModelCount)),
        2 => EditWeight(),
        3 => $"weight of mlp {_mlpWeight = Math.Round(_random.NextDouble() + 0.1, 2)}",
        4 => $"{_expertCount = Math.Min(Math.Min(ModelCount - 1, _method.MaximumExperts), LeastExperts + _random.Next(2))} experts",
        5 => $"type {_outputType = new DType?[] { null, DType.F32, DType.BF16, DType.F16 }[_random.Next(4)]}",
        6 => $"shard size {_shardSize = new[] { 1, 100_000, 300_000, ModelBuildOptions.DefaultShardSize }[_random.Next(4)]}",
        7 => $"seed {_seed = (ulong)_random.Next(3)}",
        8 => Replace(_random.Next(ModelCount)),
        _ => ChangeMethod(),
    };

    /// <summary>Writes other numbers over a few bytes of one tensor.</summary>
    public string EditBytes(int model, string? tensor = null, int elements = 3)
    {
        var directory = ModelDirectory.Open(PathOf(model));
        var stored = directory.Tensors[tensor ?? directory.Tensors.Keys.Order(StringComparer.Ordinal).ElementAt(_random.Next(directory.Tensors.Count))];
        var first = _random.NextInt64(Math.Max(1, stored.Entry.ElementCount - elements));
        var bytes = new byte[2 * (int)Math.Min(elements, stored.Entry.ElementCount)];
        for (var i = 0; i < bytes.Length; i += 2)
        {
            // A bfloat16 between −1 and 1.
            BitConverter.TryWriteBytes(bytes.AsSpan(i), (ushort)((_random.Next(2) << 15) | 0x3E00 | _random.Next(256)));
        }

        using var file = File.OpenHandle(stored.Shard.Path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.Write(file, bytes, stored.Entry.Offset + (2 * first));
        return $"bytes of {stored.Entry.Name} of model {model}";
    }

    /// <summary>The elements of a model's tensor, as the bits of bfloat16.</summary>
    public ushort[] Bits(int model, string tensor)
    {
        var stored = ModelDirectory.Open(PathOf(model)).Tensors[tensor];
        return MemoryMarshal.Cast<byte, ushort>(File.ReadAllBytes(stored.Shard.Path).AsSpan((int)stored.Entry.Offset, (int)stored.Entry.ByteLength)).ToArray();
    }

    /// <summary>Writes one element.</summary>
    public void SetBits(int model, string tensor, int element, ushort bits)
    {
        var stored = ModelDirectory.Open(PathOf(model)).Tensors[tensor];
        using var file = File.OpenHandle(stored.Shard.Path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes(bits), stored.Entry.Offset + (2 * element));
    }

    public Recipe Recipe => YamlRecipe.Read(_folder.Write("recipe.yml", Yaml()), modelRoot: null) with { Seed = _seed, OutputDType = _outputType };

    public ModelBuildOptions Options => new() { OutputDirectory = Output, LedgerFile = Ledger, ShardSize = _shardSize, Threads = 1 + _random.Next(3) };

    public ModelBuildResult Build(IFileSystem? files = null) =>
        ModelBuild.Run(Recipe, Options with { Files = files ?? PhysicalFileSystem.Instance }, cancellation: TestContext.Current.CancellationToken);

    /// <summary>The files that a build without anything to take over makes.</summary>
    public Dictionary<string, byte[]> CleanBuild()
    {
        var clean = _folder["clean"];
        if (Directory.Exists(clean))
        {
            Directory.Delete(clean, recursive: true);
        }

        ModelBuild.Run(Recipe, Options with { OutputDirectory = clean, LedgerFile = null }, cancellation: TestContext.Current.CancellationToken);
        return FilesIn(clean);
    }

    public Dictionary<string, byte[]> Files => FilesIn(Output);

    public void Dispose() => _folder.Dispose();

    private int LeastExperts => Math.Min(Math.Max(2, _method.MinimumExperts), _method.MaximumExperts);

    private static Dictionary<string, byte[]> FilesIn(string directory) =>
        Directory.EnumerateFiles(directory).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);

    private string EditWeight()
    {
        var model = _random.Next(ModelCount);
        return $"weight of model {model} {_weights[model] = Math.Round(_random.NextDouble() + 0.1, 2)}";
    }

    private string Replace(int model)
    {
        TinyLlama.Of(1, _seeds[model] += 10, DType.BF16, Vocabulary).WriteTo(PathOf(model));
        return $"model {model} replaced";
    }

    private string ChangeMethod()
    {
        _method = Methods[_random.Next(Methods.Length)];
        _expertCount = LeastExperts;
        return $"method {_method.Name}";
    }

    private string Yaml()
    {
        var hasBase = _method.Base != BaseRole.None;
        var models = Enumerable.Range(1, _expertCount).Select(model => $"{{model: model{model}, parameters: {{{PerExpert(model)}}}}}");
        return $"merge_method: {_method.Name}\n" +
            (hasBase ? "base_model: model0\n" : "") +
            $"models: [{string.Join(", ", models)}]\n" +
            $"parameters: {{{string.Join(", ", Required(isPerExpert: false).Select(definition => $"{definition.Name}: 0.5"))}}}\n";
    }

    private string PerExpert(int model) => string.Join(", ", Required(isPerExpert: true).Select(definition => definition.Name == "weight"
        ? string.Create(CultureInfo.InvariantCulture, $"weight: [{{filter: mlp, value: {_mlpWeight}}}, {{value: {_weights[model]}}}]")
        : string.Create(CultureInfo.InvariantCulture, $"{definition.Name}: 0.5")));

    private IEnumerable<ParameterDefinition> Required(bool isPerExpert) => _method.Parameters.Where(definition =>
        definition.IsPerExpert == isPerExpert && (definition.IsRequired || definition.Name is "weight" or "density"));
}
