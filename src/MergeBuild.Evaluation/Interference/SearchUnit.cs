namespace MergeBuild.Evaluation.Interference;

/// <summary>What parents are left out of, besides the whole merge.</summary>
public enum SearchUnit
{
    /// <summary>The whole merge alone.</summary>
    Parent,

    /// <summary>Each group of tensors, such as all of attention.</summary>
    Group,

    /// <summary>Each layer.</summary>
    Layer,
}
