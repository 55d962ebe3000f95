using System.Numerics;

namespace MergeBuild.Merging.Numerics;

/// <summary>The discrete Fourier transform of a length that is a power of two.</summary>
internal sealed class PowerOfTwoTransform
{
    private readonly Complex[] _roots;
    private readonly int _bits;

    public PowerOfTwoTransform(int length)
    {
        Length = length;
        _bits = BitOperations.Log2((uint)length);
        _roots = new Complex[length / 2];
        for (var i = 0; i < _roots.Length; i++)
        {
            _roots[i] = RootsOfUnity.At(i, length);
        }
    }

    public int Length { get; }

    /// <summary>Xₖ = Σ xⱼ·e^(−2πijk/n), in place.</summary>
    public void Forward(Complex[] values)
    {
        Reorder(values);
        for (var half = 1; half < Length; half *= 2)
        {
            var step = Length / (2 * half);
            for (var start = 0; start < Length; start += 2 * half)
            {
                for (var i = 0; i < half; i++)
                {
                    var odd = values[start + half + i] * _roots[i * step];
                    var even = values[start + i];
                    values[start + i] = even + odd;
                    values[start + half + i] = even - odd;
                }
            }
        }
    }

    private void Reorder(Complex[] values)
    {
        for (var i = 0; i < Length; i++)
        {
            var reversed = 0;
            for (var bit = 0; bit < _bits; bit++)
            {
                reversed |= ((i >> bit) & 1) << (_bits - 1 - bit);
            }

            if (i < reversed)
            {
                (values[i], values[reversed]) = (values[reversed], values[i]);
            }
        }
    }
}
