namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>Clears some elements of one expert's task vector. Units of a tensor arrive in any order, on several threads.</summary>
internal interface ISparsifier
{
    /// <summary>Whether another reading of the task vector is needed before <see cref="Apply"/>.</summary>
    bool NeedsPass { get; }

    /// <summary>What the kept elements are multiplied with.</summary>
    double Factor { get; }

    /// <summary>Whether the next reading does without a range of units.</summary>
    bool Skips(long firstElement, int count) => false;

    /// <summary>Takes in a unit of the task vector; may overwrite it.</summary>
    /// <param name="delta">The unit.</param>
    /// <param name="firstElement">Index in the tensor of its first element.</param>
    void Accumulate(Span<float> delta, long firstElement);

    /// <summary>Ends a reading.</summary>
    void CompletePass();

    /// <summary>
    /// The magnitude from which on elements of a unit are kept, where nothing else decides that; not a number where
    /// <see cref="Apply"/> alone can tell.
    /// </summary>
    float LimitIn(long firstElement) => float.NaN;

    /// <summary>Whether <see cref="Selection"/>, or nothing, is all that readings contribute.</summary>
    bool IsOnlySelection => false;

    /// <summary>The selection that decides what is kept, if one does.</summary>
    LargestSelection? Selection => null;

    /// <summary>Clears the elements of a unit that are not kept.</summary>
    void Apply(Span<float> delta, long firstElement);
}
