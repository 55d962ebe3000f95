namespace MergeBuild.Evaluation.Numerics;

/// <summary>A function of one number that a feed-forward block applies.</summary>
internal interface IActivation
{
    static abstract TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;
}
