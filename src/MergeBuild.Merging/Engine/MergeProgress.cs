namespace MergeBuild.Merging.Engine;

/// <summary>How far a merge has come.</summary>
/// <param name="Phase">What is being done: <c>Hashing parents</c>, <c>Merging</c>, <c>Finishing</c>.</param>
/// <param name="TensorsDone">Tensors finished in this phase.</param>
/// <param name="TensorCount">Tensors in this phase; 0 where they do not count.</param>
/// <param name="BytesDone">Bytes read or written so far in this phase.</param>
/// <param name="ByteCount">Bytes of this phase.</param>
/// <param name="Elapsed">Time since the phase began.</param>
public readonly record struct MergeProgress(
    string Phase, int TensorsDone, int TensorCount, long BytesDone, long ByteCount, TimeSpan Elapsed)
{
    /// <summary>Bytes a second, or 0 before any time has passed.</summary>
    public double BytesPerSecond => Elapsed > TimeSpan.Zero ? BytesDone / Elapsed.TotalSeconds : 0;

    /// <summary>The time that the rest will take at the rate so far, or null before the rate is known.</summary>
    public TimeSpan? TimeLeft => BytesPerSecond > 0 ? TimeSpan.FromSeconds((ByteCount - BytesDone) / BytesPerSecond) : null;

    /// <summary>One line for a log: <c>Merging: 120 of 291 tensors, 1.2 of 4.0 GB, 850 MB/s, 3 s left</c>.</summary>
    public override string ToString()
    {
        var tensors = TensorCount > 0 ? FormattableString.Invariant($"{TensorsDone} of {TensorCount} tensors, ") : "";
        var left = TimeLeft is { } time ? FormattableString.Invariant($", {Math.Ceiling(time.TotalSeconds)} s left") : "";
        return FormattableString.Invariant(
            $"{Phase}: {tensors}{ByteText.Of(BytesDone)} of {ByteText.Of(ByteCount)}, {ByteText.Of((long)BytesPerSecond)}/s{left}");
    }
}
