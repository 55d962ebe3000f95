namespace MergeBuild.Evaluation.Running;

/// <summary>How far an evaluation has come.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Done">Examples finished, those of an interrupted run included.</param>
/// <param name="Count">Examples of the evaluation.</param>
/// <param name="Resumed">How many of those that are finished an earlier run left.</param>
/// <param name="TokensDone">Tokens of the examples that this run has finished, which tells the time left better than their number.</param>
/// <param name="TokenCount">Tokens of all examples of this run.</param>
/// <param name="Elapsed">Time since this run began.</param>
public readonly record struct EvaluationProgress(
    string Suite, int Done, int Count, int Resumed, long TokensDone, long TokenCount, TimeSpan Elapsed)
{
    /// <summary>Examples a second in this run, or 0 before any time has passed.</summary>
    public double ExamplesPerSecond => Elapsed > TimeSpan.Zero ? (Done - Resumed) / Elapsed.TotalSeconds : 0;

    /// <summary>The time that the rest will take at the rate so far, or null before the rate is known.</summary>
    public TimeSpan? TimeLeft => TokensDone > 0 ? Elapsed * ((double)(TokenCount - TokensDone) / TokensDone) : null;

    /// <summary>One line for a log: <c>math: 120 of 240 examples, 31.2/s, 4 s left</c>.</summary>
    public override string ToString()
    {
        var left = TimeLeft is { } time ? FormattableString.Invariant($", {Math.Ceiling(time.TotalSeconds)} s left") : "";
        return FormattableString.Invariant($"{Suite}: {Done} of {Count} examples, {ExamplesPerSecond:0.#}/s{left}");
    }
}
