using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.PyTorch;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Checkpoints.Tests.PyTorch;

public sealed class StateDicts : IDisposable
{
    private static readonly TinyModel Model = TinyModel.Empty
        .With("a.weight", DType.F32, [2, 3], 1, 2, 3, 4, 5, 6)
        .With("b.weight", DType.BF16, [3], 3, 4, 5)
        .With("scalar", DType.F16, [], 7)
        .With("empty", DType.F64, [2, 0])
        .WithBytes("ids", DType.I64, [1], 1, 2, 3, 4, 5, 6, 7, 8)
        .WithBytes("mask", DType.BOOL, [2], 0, 1);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_state_dict_has_the_tensors_that_were_saved()
    {
        _folder.Write("pytorch_model.bin", TorchCheckpoint.Of(Model));
        AssertHoldsModel(ModelDirectory.Open(_folder.Path, allowPickle: true));
    }

    [Fact]
    public void It_is_refused_unless_it_was_asked_for()
    {
        _folder.Write("pytorch_model.bin", TorchCheckpoint.Of(Model));
        Refused.With("MB2037", () => ModelDirectory.Open(_folder.Path), "pytorch_model.bin");
    }

    [Fact]
    public void Safetensors_are_read_where_both_are_there()
    {
        Model.Without("ids").WriteTo(_folder.Path);
        _folder.Write("pytorch_model.bin", "not even an archive");
        Assert.Equal(5, ModelDirectory.Open(_folder.Path, allowPickle: true).Tensors.Count);
    }

    [Fact]
    public void Shards_are_read_by_their_index()
    {
        WriteShards("pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin");
        var directory = ModelDirectory.Open(_folder.Path, allowPickle: true);
        AssertHoldsModel(directory);
        Assert.Equal(2, directory.Shards.Length);
    }

    [Theory]
    [InlineData("../x.bin")]
    [InlineData("/x.bin")]
    [InlineData("model.safetensors")]
    public void An_index_names_plain_files_alone(string name)
    {
        WriteShards("pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin");
        _folder.Write("pytorch_model.bin.index.json", $$$"""{"weight_map":{"a.weight":"{{{name}}}"}}""");
        Refused.With("MB2041", () => ModelDirectory.Open(_folder.Path, allowPickle: true), ".bin files");
    }

    [Fact]
    public void The_only_file_of_another_name_is_read()
    {
        _folder.Write("consolidated.pth", TorchCheckpoint.Of(Model));
        AssertHoldsModel(ModelDirectory.Open(_folder.Path, allowPickle: true));
    }

    [Fact]
    public void Several_files_of_other_names_are_ambiguous()
    {
        _folder.Write("model.pt", TorchCheckpoint.Of(Model));
        _folder.Write("optimizer.pt", "");
        Refused.With("MB2122", () => ModelDirectory.Open(_folder.Path, allowPickle: true), "'model.pt', 'optimizer.pt'");
    }

    [Fact]
    public void A_link_out_of_the_folder_is_refused()
    {
        UnixOnly.Links();
        _folder.Write("elsewhere.bin", TorchCheckpoint.Of(Model));
        _folder.CreateFolder("model");
        File.CreateSymbolicLink(_folder["model/pytorch_model.bin"], _folder["elsewhere.bin"]);
        Refused.With("MB2042", () => ModelDirectory.Open(_folder["model"], allowPickle: true), "elsewhere.bin");
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting()
    {
        UnixOnly.MakePipe(_folder["pytorch_model.bin"]);
        Refused.With("MB2032", () => ModelDirectory.Open(_folder.Path, allowPickle: true), "pytorch_model.bin");
    }

    [Fact]
    public void Two_names_of_one_storage_are_two_tensors_of_the_same_bytes()
    {
        var pickle = TorchCheckpoint.StateDict(items => items
            .Text("lm_head.weight").Tensor("FloatStorage", "0", 4, 0, [2, 2], [2, 1])
            .Text("embed.weight").Tensor("FloatStorage", "0", 4, 0, [2, 2], [2, 1])
            .Text("part").Tensor("FloatStorage", "0", 4, 2, [2], [1]));
        var tensors = Read(TorchCheckpoint.Archive(pickle, new byte[16]));
        Assert.Equal(tensors["lm_head.weight"].Offset, tensors["embed.weight"].Offset);
        Assert.Equal(tensors["embed.weight"].Offset + 8, tensors["part"].Offset);
    }

    [Fact]
    public void Parameters_and_eight_bit_numbers_are_tensors_too()
    {
        static void Parameter(PickleWriter value) => value.Call("torch._utils", "_rebuild_parameter", arguments => arguments
            .Tensor("HalfStorage", "0", 2, 0, [2], [1]).Raw(0x88).Call("collections", "OrderedDict", _ => { }));
        static void Eight(PickleWriter value) => value.Call("torch._utils", "_rebuild_tensor_v3", arguments => arguments
            .With(storage => storage.Tuple(id => id.Text("storage").Global("torch.storage", "UntypedStorage").Text("1").Text("cpu").Number(4)).Do('Q'))
            .Number(1).Numbers(3).Numbers(1).Raw(0x89).Call("collections", "OrderedDict", _ => { }).Global("torch", "float8_e4m3fn"));
        var tensors = Read(TorchCheckpoint.Archive(
            TorchCheckpoint.StateDict(items => items.Text("p").With(Parameter).Text("q").With(Eight)), new byte[4], new byte[4]));
        Assert.Equal(DType.F16, tensors["p"].DType);
        Assert.Equal((DType.F8_E4M3, 3L), (tensors["q"].DType, tensors["q"].ByteLength));
    }

    [Fact]
    public void A_size_of_one_may_have_any_stride()
    {
        var pickle = TorchCheckpoint.StateDict(items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [1, 2], [99, 1]));
        Assert.Equal([1L, 2], Read(TorchCheckpoint.Archive(pickle, new byte[8]))["w"].Shape);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Archives_of_older_and_newer_writers_are_read(bool wide)
    {
        var archive = TorchCheckpoint.Archive(TorchCheckpoint.StateDict(items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1])), new byte[8]);
        var plain = archive.Entries.Where(entry => !entry.Name.EndsWith("byteorder", StringComparison.Ordinal)).Select(entry => entry with { Flags = 0 });
        Assert.Single(Read(archive with { HasWideEnd = wide }));
        Assert.Single(Read(new TorchArchive([.. plain]) { HasWideEnd = wide }));
    }

    [Fact]
    public void An_archive_that_the_platform_s_own_writer_made_is_read()
    {
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in TorchCheckpoint.Archive(TorchCheckpoint.StateDict(items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1])), [1, 2, 3, 4, 5, 6, 7, 8]).Entries)
            {
                using var content = zip.CreateEntry(entry.Name, System.IO.Compression.CompressionLevel.NoCompression).Open();
                content.Write(entry.Data);
            }
        }

        var bytes = stream.ToArray();
        var tensor = Assert.Single(PyTorchReader.Read(new BytesFile(bytes)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], bytes.AsSpan((int)tensor.Offset, 8).ToArray());
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, TensorEntry> Read(TorchArchive archive) =>
        PyTorchReader.Read(new BytesFile(archive.ToArray())).ToDictionary(entry => entry.Name);

    private void WriteShards(string first, string second)
    {
        var tensors = Model.Tensors.Values.ToArray();
        _folder.Write(first, TorchCheckpoint.Of(tensors[..3]));
        _folder.Write(second, TorchCheckpoint.Of(tensors[3..]));
        var map = new JsonObject(tensors.Select((tensor, i) => KeyValuePair.Create(tensor.Name, (JsonNode?)(i < 3 ? first : second))));
        var total = tensors.Sum(tensor => tensor.Bytes.Length);
        _folder.Write("pytorch_model.bin.index.json", new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = total }, ["weight_map"] = map }.ToJsonString());
    }

    private static void AssertHoldsModel(ModelDirectory directory)
    {
        Assert.Equal(Model.Tensors.Keys, directory.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in Model.Tensors)
        {
            var stored = directory.Tensors[name];
            using var file = ModelDirectory.OpenShard(stored.Shard, PhysicalFileSystem.Instance);
            var bytes = new byte[stored.Entry.ByteLength];
            file.ReadExactly(bytes, stored.Entry.Offset);
            Assert.Equal(tensor.Description.Shape, stored.Entry.Shape);
            Assert.Equal(tensor.Description.DType, stored.Entry.DType);
            Assert.Equal(tensor.Bytes, bytes);
        }
    }
}
