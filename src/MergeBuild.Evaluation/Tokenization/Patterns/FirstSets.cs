namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>With which code points a part can begin.</summary>
internal static class FirstSets
{
    /// <summary>A set that has all of them, perhaps more; null where the part can match nothing.</summary>
    public static CodePointSet? Of(PatternNode node) => node.IsNullable ? null : Beginning(node);

    private static CodePointSet Beginning(PatternNode node) => node switch
    {
        SetNode(var set) => set,
        AlternationNode(var branches) => CodePointSet.AnyOf([.. branches.Select(Beginning)]),
        RepeatNode repeat => Beginning(repeat.Body),
        AtomicNode(var body) => Beginning(body),
        SequenceNode(var parts) => CodePointSet.AnyOf([.. parts.TakeWhile(part => part.IsNullable)
            .Append(parts.FirstOrDefault(part => !part.IsNullable)).OfType<PatternNode>().Select(Beginning)]),

        // What a condition demands of the next code point, the part behind it demands too, or allows more.
        _ => new CodePointSet(_ => false),
    };
}
