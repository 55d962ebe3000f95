namespace MergeBuild.Merging.Engine;

/// <summary>Numbers of bytes as people read them.</summary>
public static class ByteText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>Three digits and a decimal unit: <c>1.74 MB</c>.</summary>
    public static string Of(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var format = unit == 0 || value >= 99.95 ? "F0" : value >= 9.995 ? "F1" : "F2";
        return value.ToString(format, System.Globalization.CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
