using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Competition;

/// <summary>δᵢδⱼ.</summary>
internal readonly struct ProductFormula(int i, int j) : IElementFormula
{
    private readonly int _i = i;
    private readonly int _j = j;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> => Scores.Product(elements, _i, _j);
}

/// <summary>What the softmax over a pair's agreement adds up.</summary>
internal readonly ref struct AgreementFormula(Scores scores, int i, int j) : IElementFormula
{
    private readonly Scores _scores = scores;
    private readonly int _i = i;
    private readonly int _j = j;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> => _scores.Agreement(elements, _i, _j);
}

/// <summary>What the softmax over an expert's strength adds up.</summary>
internal readonly ref struct StrengthFormula(Scores scores, int i) : IElementFormula
{
    private readonly Scores _scores = scores;
    private readonly int _i = i;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> => _scores.Strength(elements, _i);
}

/// <summary>βᵢ.</summary>
internal readonly ref struct ScoreFormula(Scores scores, int i) : IElementFormula
{
    private readonly Scores _scores = scores;
    private readonly int _i = i;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> => _scores.Of(elements, _i);
}
