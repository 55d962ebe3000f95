using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Tests.Numbers;

/// <summary>
/// A narrow floating-point format by its definition alone, in double precision: every code's value from sign, exponent
/// and mantissa; rounding by looking for the nearest value in the list of all.
/// </summary>
internal sealed class ReferenceFormat
{
    private readonly int _mantissaBits;
    private readonly int _exponentBits;
    private readonly bool _hasInfinity;
    private readonly double[] _magnitudes;

    private ReferenceFormat(DType dtype, int exponentBits, int mantissaBits, bool hasInfinity)
    {
        DType = dtype;
        _exponentBits = exponentBits;
        _mantissaBits = mantissaBits;
        _hasInfinity = hasInfinity;

        // One beyond the largest finite number: what would come next, if the exponent went on.
        var finite = Enumerable.Range(0, 1 << (exponentBits + mantissaBits)).TakeWhile(code => double.IsFinite(Decode(code))).ToArray();
        _magnitudes = [.. finite.Select(Decode), FromParts(finite.Length)];
    }

    public static IReadOnlyList<ReferenceFormat> All { get; } =
    [
        new(DType.F16, exponentBits: 5, mantissaBits: 10, hasInfinity: true),
        new(DType.BF16, exponentBits: 8, mantissaBits: 7, hasInfinity: true),
        new(DType.F8_E5M2, exponentBits: 5, mantissaBits: 2, hasInfinity: true),
        new(DType.F8_E4M3, exponentBits: 4, mantissaBits: 3, hasInfinity: false),
    ];

    public DType DType { get; }

    public int Bits => 1 + _exponentBits + _mantissaBits;

    /// <summary>The numbers that are not negative, in the order of their codes, and the first that is too large.</summary>
    public ReadOnlySpan<double> Magnitudes => _magnitudes;

    private int SpecialExponent => (1 << _exponentBits) - 1;

    public double Decode(int code)
    {
        var magnitude = code & ((1 << (Bits - 1)) - 1);
        var sign = magnitude == code ? 1 : -1;
        var mantissa = magnitude & ((1 << _mantissaBits) - 1);
        if (magnitude >> _mantissaBits != SpecialExponent)
        {
            return sign * FromParts(magnitude);
        }

        if (_hasInfinity)
        {
            return mantissa == 0 ? sign * double.PositiveInfinity : double.NaN;
        }

        return mantissa == (1 << _mantissaBits) - 1 ? double.NaN : sign * FromParts(magnitude);
    }

    /// <summary>The value that rounding to nearest, ties to even, gives; overflow is infinity, or NaN where there is none.</summary>
    public double Round(double value)
    {
        if (double.IsNaN(value))
        {
            return double.NaN;
        }

        var magnitude = Math.Abs(value);
        var upper = Array.BinarySearch(_magnitudes, magnitude);
        var code = upper >= 0 ? upper : Nearest(~upper, magnitude);
        var rounded = code < _magnitudes.Length - 1 ? _magnitudes[code] : _hasInfinity ? double.PositiveInfinity : double.NaN;
        return Math.CopySign(rounded, value);
    }

    public float[] Widen(byte[] stored)
    {
        var values = new float[stored.Length * 8 / Bits];
        DTypeConversion.Widen(DType, stored, values);
        return values;
    }

    public float[] RoundTrip(float[] values)
    {
        var stored = new byte[values.Length * Bits / 8];
        DTypeConversion.Narrow(DType, values, stored);
        return Widen(stored);
    }

    private int Nearest(int upper, double magnitude)
    {
        if (upper == _magnitudes.Length)
        {
            return upper - 1;
        }

        var below = magnitude - _magnitudes[upper - 1];
        var above = _magnitudes[upper] - magnitude;
        return below < above ? upper - 1 : above < below ? upper : upper - (upper & 1);
    }

    private double FromParts(int magnitude)
    {
        var bias = (1 << (_exponentBits - 1)) - 1;
        var exponent = magnitude >> _mantissaBits;
        var fraction = (magnitude & ((1 << _mantissaBits) - 1)) / (double)(1 << _mantissaBits);
        return exponent == 0 ? fraction * Math.Pow(2, 1 - bias) : (1 + fraction) * Math.Pow(2, exponent - bias);
    }
}
