namespace MergeBuild.Checkpoints.Numbers;

/// <summary>An 8-bit floating-point format of the OCP specification (https://arxiv.org/abs/2209.05433).</summary>
internal interface IFloat8Format
{
    /// <summary>Bits of the mantissa.</summary>
    static abstract int MantissaBits { get; }

    /// <summary>The exponent's bias.</summary>
    static abstract int Bias { get; }

    /// <summary>The magnitude code that stands for what is too large, or not a number.</summary>
    static abstract byte Special(bool isNaN);

    /// <summary>The largest magnitude code of a finite number.</summary>
    static abstract byte LargestFinite { get; }

    /// <summary>The value of a magnitude code beyond the largest finite one.</summary>
    static abstract float SpecialValue(byte magnitude);
}
