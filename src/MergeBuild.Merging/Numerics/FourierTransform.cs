using System.Numerics;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// The discrete Fourier transform of any length: by halves where the length is a power of two (Cooley and Tukey), else as
/// a convolution of such a length (Bluestein). Its roots of unity come from <see cref="Trigonometry"/>, so that the
/// transform has the same bits on every machine.
/// </summary>
internal sealed class FourierTransform
{
    private readonly int _length;
    private readonly PowerOfTwoTransform _inner;
    private readonly Complex[]? _chirp;
    private readonly Complex[]? _chirpSpectrum;
    private readonly Complex[] _work;

    public FourierTransform(int length)
    {
        _length = length;
        if (BitOperations.IsPow2(length))
        {
            _inner = new PowerOfTwoTransform(length);
            _work = [];
            return;
        }

        _inner = new PowerOfTwoTransform((int)BitOperations.RoundUpToPowerOf2((uint)(2 * length)));
        _work = new Complex[_inner.Length];
        _chirp = new Complex[length];
        _chirpSpectrum = new Complex[_inner.Length];
        for (var i = 0; i < length; i++)
        {
            // i² taken modulo 2n, so that the angle is exact.
            _chirp[i] = RootsOfUnity.At((long)i * i % (2L * length), 2L * length);
            _chirpSpectrum[i] = Complex.Conjugate(_chirp[i]);
            _chirpSpectrum[(_inner.Length - i) % _inner.Length] = Complex.Conjugate(_chirp[i]);
        }

        _inner.Forward(_chirpSpectrum);
    }

    /// <summary>Xₖ = Σ xⱼ·e^(−2πijk/n), in place.</summary>
    public void Forward(Complex[] values)
    {
        if (_chirp is null)
        {
            _inner.Forward(values);
            return;
        }

        Array.Clear(_work);
        for (var i = 0; i < _length; i++)
        {
            _work[i] = values[i] * _chirp[i];
        }

        _inner.Forward(_work);
        for (var i = 0; i < _work.Length; i++)
        {
            _work[i] = Complex.Conjugate(_work[i] * _chirpSpectrum![i]);
        }

        // The inverse of the inner transform, as the conjugate of the transform of the conjugate.
        _inner.Forward(_work);
        for (var i = 0; i < _length; i++)
        {
            values[i] = Complex.Conjugate(_work[i]) / _work.Length * _chirp[i];
        }
    }

    /// <summary>The inverse of <see cref="Forward"/>, in place.</summary>
    public void Backward(Complex[] values)
    {
        Conjugate(values);
        Forward(values);
        Conjugate(values);
        for (var i = 0; i < _length; i++)
        {
            values[i] /= _length;
        }
    }

    private static void Conjugate(Complex[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Complex.Conjugate(values[i]);
        }
    }
}
