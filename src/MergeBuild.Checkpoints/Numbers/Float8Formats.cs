namespace MergeBuild.Checkpoints.Numbers;

/// <summary>E4M3 without infinities: 1111.111 is NaN, the largest number is 448, and overflow becomes NaN.</summary>
internal readonly struct Float8E4M3Format : IFloat8Format
{
    public static int MantissaBits => 3;

    public static int Bias => 7;

    public static byte LargestFinite => 0x7E;

    public static byte Special(bool isNaN) => 0x7F;

    public static float SpecialValue(byte magnitude) => float.NaN;
}

/// <summary>E5M2: the upper half of a binary16; the largest number is 57344, and overflow becomes infinity.</summary>
internal readonly struct Float8E5M2Format : IFloat8Format
{
    public static int MantissaBits => 2;

    public static int Bias => 15;

    public static byte LargestFinite => 0x7B;

    public static byte Special(bool isNaN) => isNaN ? (byte)0x7E : (byte)0x7C;

    public static float SpecialValue(byte magnitude) => magnitude == 0x7C ? float.PositiveInfinity : float.NaN;
}
