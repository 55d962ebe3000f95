namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>
/// The scaling of Llama 3.1: waves longer than the trained length over the low factor are divided by the factor, those
/// shorter than the trained length over the high factor stay, those between are blended.
/// </summary>
internal static class Llama3Rotary
{
    public static RotaryFrequencies Frequencies(
        double theta, int dimension, double factor, double lowFactor, double highFactor, int trainedLength)
    {
        return new([.. RotaryBase.Inverse(theta, dimension).Select(Scaled)], 1);

        float Scaled(float frequency)
        {
            var wavelength = 2 * Math.PI / frequency;
            if (wavelength > trainedLength / lowFactor)
            {
                return (float)(frequency / factor);
            }

            if (wavelength < trainedLength / highFactor)
            {
                return frequency;
            }

            var smooth = ((trainedLength / wavelength) - lowFactor) / (highFactor - lowFactor);
            return (float)(((1 - smooth) * frequency / factor) + (smooth * frequency));
        }
    }
}
