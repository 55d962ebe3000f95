using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>A part of a parsed pattern.</summary>
internal abstract record PatternNode
{
    /// <summary>Whether it can match without consuming anything.</summary>
    public abstract bool IsNullable { get; }

    /// <summary>How many code points it consumes, or null where that varies.</summary>
    public abstract int? Width { get; }
}

/// <summary>One code point of a set.</summary>
internal sealed record SetNode(CodePointSet Set) : PatternNode
{
    public override bool IsNullable => false;

    public override int? Width => 1;
}

/// <summary>One part after the other.</summary>
internal sealed record SequenceNode(ImmutableArray<PatternNode> Parts) : PatternNode
{
    public override bool IsNullable => Parts.All(part => part.IsNullable);

    public override int? Width => Parts.Aggregate((int?)0, (sum, part) => sum + part.Width);
}

/// <summary>The first of several branches that leads to a match.</summary>
internal sealed record AlternationNode(ImmutableArray<PatternNode> Branches) : PatternNode
{
    public override bool IsNullable => Branches.Any(branch => branch.IsNullable);

    public override int? Width => Branches.Select(branch => branch.Width).Distinct().Count() == 1 ? Branches[0].Width : null;
}

/// <summary>A part several times.</summary>
/// <param name="Body">What is repeated; consumes something each time.</param>
/// <param name="Minimum">The fewest times.</param>
/// <param name="Maximum">The most times; int.MaxValue for no limit.</param>
/// <param name="Kind">Which number is tried first.</param>
internal sealed record RepeatNode(PatternNode Body, int Minimum, int Maximum, RepeatKind Kind) : PatternNode
{
    public override bool IsNullable => Minimum == 0;

    public override int? Width => Minimum == Maximum ? Minimum * Body.Width : null;
}

/// <summary>A look ahead or back, which consumes nothing.</summary>
internal sealed record LookNode(PatternNode Body, bool IsBehind, bool IsNegative) : PatternNode
{
    public override bool IsNullable => true;

    public override int? Width => 0;
}

/// <summary>A group that keeps the first way in which it matched.</summary>
internal sealed record AtomicNode(PatternNode Body) : PatternNode
{
    public override bool IsNullable => Body.IsNullable;

    public override int? Width => Body.Width;
}

/// <summary>A condition on a place between two code points.</summary>
internal sealed record PlaceNode(PatternPlace Place) : PatternNode
{
    public override bool IsNullable => true;

    public override int? Width => 0;
}

/// <summary>Which number of repetitions is tried first.</summary>
internal enum RepeatKind
{
    /// <summary>As many as possible.</summary>
    Greedy,

    /// <summary>As few as possible.</summary>
    Lazy,

    /// <summary>As many as possible, and no fewer later.</summary>
    Possessive,
}

/// <summary>Places between code points.</summary>
internal enum PatternPlace
{
    /// <summary>\A</summary>
    TextStart,

    /// <summary>\z</summary>
    TextEnd,

    /// <summary>\Z: the end, or before a line feed that ends the text.</summary>
    TextEndOrLastLine,

    /// <summary>^: the start, or after a line feed.</summary>
    LineStart,

    /// <summary>$: the end, or before a line feed.</summary>
    LineEnd,

    /// <summary>\b</summary>
    WordBoundary,

    /// <summary>\B</summary>
    NoWordBoundary,
}
