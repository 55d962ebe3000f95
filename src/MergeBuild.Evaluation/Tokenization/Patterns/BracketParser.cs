namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>Parses sets in brackets: ranges, escapes, sets within sets, intersections and POSIX names.</summary>
internal sealed class BracketParser(PatternReader reader)
{
    private const int MaximumDepth = 20;
    private int _depth;

    /// <summary>Reads from an opening bracket to its closing one.</summary>
    public CodePointSet Set(bool ignoresCase)
    {
        if (++_depth > MaximumDepth)
        {
            throw reader.Failure($"more than {MaximumDepth} sets in one another");
        }

        reader.Next();
        var isNegated = reader.Takes('^');
        CodePointSet? intersection = null;
        do
        {
            var set = Union(ignoresCase);
            intersection = intersection is null ? set : intersection.And(set);
        }
        while (reader.Takes("&&"));

        _depth--;
        if (!reader.Takes(']'))
        {
            throw reader.Failure("no closing bracket");
        }

        intersection = ignoresCase ? intersection.WithoutCase() : intersection;
        return isNegated ? intersection.Negated() : intersection;
    }

    private CodePointSet Union(bool ignoresCase)
    {
        var members = new List<CodePointSet>();

        // A closing bracket in the first place stands for itself.
        while (members.Count == 0 || (!reader.IsAt(']') && !reader.IsAt("&&")))
        {
            if (reader.IsAtEnd || reader.IsAt("&&"))
            {
                throw reader.Failure("a set that is empty or has no closing bracket");
            }

            members.Add(Member(ignoresCase));
        }

        return CodePointSet.AnyOf([.. members]);
    }

    private CodePointSet Member(bool ignoresCase)
    {
        if (reader.IsAt("[:"))
        {
            return Posix();
        }

        if (reader.IsAt('['))
        {
            return Set(ignoresCase);
        }

        var (set, first) = Item();
        if (set is not null)
        {
            return set;
        }

        if (!reader.IsAt('-') || reader.IsAt("-]"))
        {
            return CodePointSet.Of(first);
        }

        reader.Next();
        var isSet = reader.IsAt('[');
        var (other, last) = Item();
        return !isSet && other is null && first <= last
            ? new CodePointSet(codePoint => codePoint >= first && codePoint <= last)
            : throw reader.Failure("a range whose end is a set or before its start");
    }

    private (CodePointSet? Set, int CodePoint) Item() =>
        reader.IsAt('\\') ? PatternEscapes.Read(reader, inBrackets: true) : (null, reader.Next());

    private CodePointSet Posix()
    {
        reader.Takes("[:");
        var isNegated = reader.Takes('^');
        var name = reader.Until(':');
        var set = (reader.Takes(']') ? NamedSets.Find(name) : null) ??
            throw reader.Failure($"the bracket '[:{name}:]', which is not supported,");
        return isNegated ? set.Negated() : set;
    }
}
