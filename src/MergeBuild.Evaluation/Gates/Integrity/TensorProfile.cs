using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>One tensor of the merge and of all models that it comes from.</summary>
public sealed record TensorProfile
{
    /// <summary>The tensor's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it has two dimensions or more; norms and biases have one.</summary>
    public required bool IsMatrix { get; init; }

    /// <summary>Of the merge.</summary>
    public required TensorFigures Merged { get; init; }

    /// <summary>Of the reference; null where it does not have the tensor in this shape.</summary>
    public required TensorFigures? Reference { get; init; }

    /// <summary>Of the parents that have the tensor in this shape.</summary>
    public required ImmutableArray<ParentFigures> Parents { get; init; }

    /// <summary>Σ of the values of two parents' task vectors, for each pair of <see cref="Parents"/> in order: 0-1, 0-2, …, 1-2, ….</summary>
    public required ImmutableArray<double> TaskVectorProducts { get; init; }

    /// <summary>Cosine of a parent's values and the reference's; null where one is zero.</summary>
    public double? Cosine(ParentFigures parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        var norms = Math.Sqrt(parent.Own.SquareSum) * Math.Sqrt(Reference?.SquareSum ?? 0);
        return norms > 0 ? parent.Product / norms : null;
    }

    /// <summary>Norm of a parent's task vector over the norm of the reference; null where the latter is zero.</summary>
    public double? Distance(ParentFigures parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return Reference?.SquareSum > 0 ? Math.Sqrt(parent.TaskVectorSquareSum / Reference.SquareSum) : null;
    }

    /// <summary>Cosines of the task vectors of each two parents; those that did not change the tensor are left out.</summary>
    public IEnumerable<(ParentFigures First, ParentFigures Second, double Cosine)> TaskVectorCosines()
    {
        var index = 0;
        for (var i = 0; i < Parents.Length; i++)
        {
            for (var j = i + 1; j < Parents.Length; j++, index++)
            {
                var norms = Math.Sqrt(Parents[i].TaskVectorSquareSum) * Math.Sqrt(Parents[j].TaskVectorSquareSum);
                if (norms > 0)
                {
                    yield return (Parents[i], Parents[j], TaskVectorProducts[index] / norms);
                }
            }
        }
    }
}
