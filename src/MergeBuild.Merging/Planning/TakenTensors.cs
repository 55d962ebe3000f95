using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Planning;

/// <summary>Remembers which tensors of the parents the result was made from, to account for the others.</summary>
internal sealed class TakenTensors
{
    private readonly HashSet<(int Model, string Name)> _taken = [];

    public void Add(IEnumerable<SourceTensor?> sources)
    {
        foreach (var source in sources.OfType<SourceTensor>())
        {
            _taken.Add((source.Model, source.Tensor.Entry.Name));
        }
    }

    /// <summary>The tensors that were not taken: slices leave out layers, and all but one of the embeddings.</summary>
    /// <param name="models">The models whose tensors count.</param>
    /// <param name="reasonFor">Why a tensor of a name is always left out, if it is.</param>
    public IEnumerable<DroppedTensor> Rest(IEnumerable<ModelTensors> models, Func<string, string?> reasonFor) =>
        from model in models
        from name in model.Directory.Tensors.Keys.Order(NaturalOrder.Instance)
        where !_taken.Contains((model.Index, name))
        select new DroppedTensor(name, reasonFor(name) ?? $"no slice takes it from {model.Model.Name}");
}
