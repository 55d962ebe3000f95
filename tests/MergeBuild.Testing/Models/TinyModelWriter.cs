using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Testing.Models;

/// <summary>Writes a <see cref="TinyModel"/> with plain file calls, so that it does not depend on what tests examine.</summary>
internal static class TinyModelWriter
{
    public static void Write(TinyModel model, string directory, int shards)
    {
        Directory.CreateDirectory(directory);
        if (model.Config is { } config)
        {
            File.WriteAllBytes(Path.Combine(directory, ModelConfig.FileName), CanonicalJson.Write(config));
        }

        if (shards == 1)
        {
            WriteShard(Path.Combine(directory, ModelDirectory.SingleFileName), [.. model.Tensors.Values]);
            return;
        }

        var weightMap = new Dictionary<string, string>();
        for (var shard = 0; shard < shards; shard++)
        {
            var name = $"model-{shard + 1:D5}-of-{shards:D5}.safetensors";
            TinyTensor[] tensors = [.. model.Tensors.Values.Where((_, position) => position % shards == shard)];
            WriteShard(Path.Combine(directory, name), tensors);
            foreach (var tensor in tensors)
            {
                weightMap.Add(tensor.Name, name);
            }
        }

        var total = model.Tensors.Values.Sum(tensor => (long)tensor.Bytes.Length);
        File.WriteAllBytes(Path.Combine(directory, ShardIndex.FileName), ShardIndex.Write(weightMap, total));
    }

    private static void WriteShard(string path, TinyTensor[] tensors)
    {
        var layout = new SafetensorsLayout(
            tensors.Select(tensor => tensor.Description), new Dictionary<string, string> { ["format"] = "pt" });
        var content = tensors.ToDictionary(tensor => tensor.Name);
        using var file = File.Create(path);
        file.Write(layout.Prefix.Span);
        foreach (var entry in layout.Entries)
        {
            file.Write(content[entry.Name].Bytes.AsSpan());
        }
    }
}
