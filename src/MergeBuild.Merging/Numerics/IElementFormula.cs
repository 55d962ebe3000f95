namespace MergeBuild.Merging.Numerics;

/// <summary>What becomes of one element, from the same element of the base model and of each expert.</summary>
internal interface IElementFormula
{
    TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes>;
}
