namespace MergeBuild.Evaluation.Interference;

/// <summary>Makes the models that an analysis of interference asks for; the analysis itself knows nothing of merging.</summary>
public interface IVariantModels
{
    /// <summary>Merges a variant. It need stay only until it is disposed.</summary>
    VariantModel Merge(MergeVariant variant, CancellationToken cancellation);

    /// <summary>Opens a parent as it is.</summary>
    Running.EvaluatedModel Open(string parent, CancellationToken cancellation);
}
