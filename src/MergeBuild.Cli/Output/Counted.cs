using System.Globalization;

namespace MergeBuild.Cli.Output;

/// <summary>Numbers of things, as sentences have them.</summary>
internal static class Counted
{
    /// <summary><c>1 tensor</c>, <c>1,204 tensors</c>.</summary>
    public static string Of(long count, string thing) =>
        count.ToString("N0", CultureInfo.InvariantCulture) + " " + thing + (count == 1 ? "" : "s");
}
