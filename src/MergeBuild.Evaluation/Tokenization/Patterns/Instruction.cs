namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>One step of a compiled pattern.</summary>
/// <param name="Operation">What it does; the other members mean what <see cref="PatternOperation"/> says.</param>
/// <param name="Set">The set that it compares with.</param>
/// <param name="First">A number.</param>
/// <param name="Second">Another number.</param>
/// <param name="Kind">Which number of repetitions is tried first.</param>
internal sealed record Instruction(
    PatternOperation Operation, CodePointSet? Set = null, int First = 0, int Second = 0, RepeatKind Kind = RepeatKind.Greedy);

/// <summary>The steps that a compiled pattern is made of.</summary>
internal enum PatternOperation
{
    /// <summary>The end of the pattern, or of a look or atomic group.</summary>
    Accept,

    /// <summary>A code point: First.</summary>
    CodePoint,

    /// <summary>A code point of Set.</summary>
    Set,

    /// <summary>First to Second code points of Set.</summary>
    Run,

    /// <summary>Goes on at First, and if that fails at Second; straight to Second where the next code point is not in Set.</summary>
    Fork,

    /// <summary>Goes on at First.</summary>
    Jump,

    /// <summary>What follows, to its Accept, must match here; goes on at First. Second code points back, where that is above 0.</summary>
    Look,

    /// <summary>What follows, to its Accept, must not match here; otherwise as Look.</summary>
    NegativeLook,

    /// <summary>What follows, to its Accept, matches in its first way; goes on at First behind it.</summary>
    Atomic,

    /// <summary>The place First (a <see cref="PatternPlace"/>).</summary>
    Place,
}
