using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Checkpoints.Tests.Models;

/// <summary>A sharded model of three tensors in two files, which tests then damage.</summary>
internal sealed class ModelFolder : IDisposable
{
    public const string FirstShard = "model-00001-of-00002.safetensors";
    public const string SecondShard = "model-00002-of-00002.safetensors";

    private readonly TemporaryFolder _folder = new();

    public ModelFolder() => Model.WriteTo(Path, shards: 2);

    /// <summary>Tensors a and c are in the first shard, b is in the second.</summary>
    public static TinyModel Model { get; } = TinyModel.Empty
        .With("a", DType.F32, [2], 1, 2)
        .With("b", DType.BF16, [3], 3, 4, 5)
        .WithBytes("c", DType.U8, [1], 7);

    public string Path => _folder["model"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A place beside the model, where nothing of it may be read.</summary>
    public string Outside(string name) => _folder[name];

    public void WriteIndex(string json) => File.WriteAllText(this[ShardIndex.FileName], json);

    /// <summary>An index that places tensor a in a file of the given name, written into JSON as it is.</summary>
    public void WriteIndexOf(string file) => WriteIndex($$$"""{"weight_map":{"a":"{{{file}}}"}}""");

    public void Refuses(string code, params string[] named) => Refused.With(code, () => ModelDirectory.Open(Path), named);

    public void Dispose() => _folder.Dispose();
}
