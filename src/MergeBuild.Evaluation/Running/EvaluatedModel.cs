using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Running;

/// <summary>A model that is loaded when the first suite needs it, which none does where all results are cached.</summary>
public sealed class EvaluatedModel(ModelIdentity identity, Func<LoadedModel> load) : IDisposable
{
    private LoadedModel? _loaded;

    /// <summary>Which model it is.</summary>
    public ModelIdentity Identity => identity;

    /// <summary>The model; loaded by the first call.</summary>
    internal LoadedModel Loaded => _loaded ??= load();

    /// <inheritdoc/>
    public void Dispose() => _loaded?.Dispose();
}
