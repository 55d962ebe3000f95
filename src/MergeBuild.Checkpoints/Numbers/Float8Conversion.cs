namespace MergeBuild.Checkpoints.Numbers;

/// <summary>8-bit numbers: widened by table, narrowed by arithmetic on the bits of a float32.</summary>
internal static class Float8Conversion<TFormat>
    where TFormat : struct, IFloat8Format
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 256).Select(code => Value((byte)code))];

    public static void Widen(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = Values[source[i]];
        }
    }

    public static void Narrow(ReadOnlySpan<float> source, Span<byte> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = Narrow(source[i]);
        }
    }

    /// <summary>Rounds to nearest, ties to even.</summary>
    public static byte Narrow(float value)
    {
        var sign = BitConverter.SingleToUInt32Bits(value) >> 31 << 7;
        return (byte)(sign | NarrowMagnitude(MathF.Abs(value)));
    }

    private static uint NarrowMagnitude(float magnitude)
    {
        if (!float.IsFinite(magnitude))
        {
            return TFormat.Special(float.IsNaN(magnitude));
        }

        var smallestNormal = MathF.ScaleB(1, 1 - TFormat.Bias);
        if (magnitude < smallestNormal)
        {
            // The codes of subnormal numbers count steps of the smallest one; rounding up past them gives the first normal code.
            return (uint)MathF.Round(MathF.ScaleB(magnitude, TFormat.Bias - 1 + TFormat.MantissaBits), MidpointRounding.ToEven);
        }

        var dropped = 23 - TFormat.MantissaBits;
        var bits = BitConverter.SingleToUInt32Bits(magnitude);
        var half = (1u << (dropped - 1)) - 1 + ((bits >> dropped) & 1);
        var code = (bits - ((uint)(127 - TFormat.Bias) << 23) + half) >> dropped;
        return code > TFormat.LargestFinite ? TFormat.Special(isNaN: false) : code;
    }

    private static float Value(byte code)
    {
        var magnitude = (byte)(code & 0x7F);
        var sign = code >> 7 == 0 ? 1f : -1f;
        if (magnitude > TFormat.LargestFinite)
        {
            return sign * TFormat.SpecialValue(magnitude);
        }

        var exponent = magnitude >> TFormat.MantissaBits;
        var mantissa = magnitude & ((1 << TFormat.MantissaBits) - 1);
        var significand = exponent == 0 ? mantissa : mantissa + (1 << TFormat.MantissaBits);
        return sign * MathF.ScaleB(significand, Math.Max(exponent, 1) - TFormat.Bias - TFormat.MantissaBits);
    }
}
