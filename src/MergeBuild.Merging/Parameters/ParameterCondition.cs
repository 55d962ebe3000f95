using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Parameters;

/// <summary>A value, or a gradient of values over the layers, for the tensors whose name has a filter in it.</summary>
/// <param name="Filter">A case-sensitive part of tensor names; null or <c>*</c> matches all.</param>
/// <param name="Values">One value, or the points of a gradient at equal distances.</param>
/// <param name="Location">Where it was written.</param>
public sealed record ParameterCondition(string? Filter, ImmutableArray<string> Values, SourceLocation? Location)
{
    /// <summary>Whether the condition holds for a tensor.</summary>
    public bool Matches(string tensorName)
    {
        ArgumentNullException.ThrowIfNull(tensorName);
        return Filter is null or "*" || tensorName.Contains(Filter, StringComparison.Ordinal);
    }

    /// <summary>The value at a position from 0 to 1: the interpolation between the two nearest points of the gradient.</summary>
    public string At(double position)
    {
        if (Values.Length == 1)
        {
            return Values[0];
        }

        var scaled = position * (Values.Length - 1);
        var lower = (int)Math.Floor(scaled);
        var upper = (int)Math.Ceiling(scaled);
        var fraction = scaled - lower;
        var value = ((1 - fraction) * Number(lower)) + (fraction * Number(upper));
        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    private double Number(int index) => double.Parse(Values[index], CultureInfo.InvariantCulture);
}
