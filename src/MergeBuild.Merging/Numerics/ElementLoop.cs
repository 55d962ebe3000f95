using System.Runtime.CompilerServices;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Numerics;

/// <summary>The loop over the elements of a block, written once for all formulas.</summary>
internal static unsafe class ElementLoop
{
    /// <summary>Evaluates a formula at every element of a block.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="block">The operands.</param>
    /// <param name="result">Where the results go; may be one of the operands.</param>
    public static void Run<TFormula>(TFormula formula, BlockOperands block, float* result)
        where TFormula : struct, IElementFormula, allows ref struct =>
        Run(formula, block, result, 0, block.Count);

    /// <summary>Evaluates a formula at a range of a block's elements.</summary>
    public static void Run<TFormula>(TFormula formula, BlockOperands block, float* result, int start, int count)
        where TFormula : struct, IElementFormula, allows ref struct
    {
        var done = Run<TFormula, VectorLanes>(formula, block, result, start, start + count);
        Run<TFormula, ScalarLanes>(formula, block, result, done, start + count);
    }

    /// <summary>Puts the results in the place of an expert's elements.</summary>
    public static void Replace<TFormula>(TFormula formula, BlockOperands block, int expert)
        where TFormula : struct, IElementFormula, allows ref struct
    {
        Run(formula, block, block.Operands[expert + 1]);
        block.Fill(expert + 1);
    }

    /// <summary>The same one element at a time, for comparison.</summary>
    public static void RunScalar<TFormula>(TFormula formula, BlockOperands block, float* result)
        where TFormula : struct, IElementFormula, allows ref struct =>
        Run<TFormula, ScalarLanes>(formula, block, result, 0, block.Count);

    // A method of its own for each formula: inlined side by side, the larger ones would use up the compiler's budget for
    // inlining, and then run thirty times slower. As all loops over elements, compiled at its best from the first call: builds
    // of a few gigabytes are over before the runtime would have noticed where their time goes.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint Run<TFormula, TLanes>(TFormula formula, BlockOperands block, float* result, nint start, nint end)
        where TFormula : struct, IElementFormula, allows ref struct
        where TLanes : struct, ILanes<TLanes>
    {
        var operands = block.Operands;
        var stored = block.Stored;
        var kept = block.Kept;
        var i = start;
        for (; i + TLanes.Count <= end; i += TLanes.Count)
        {
            TLanes.Store(formula.Evaluate(new Elements<TLanes>(operands, stored, kept, i)), result + i);
        }

        return i;
    }
}
