using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>Every format that is read.</summary>
internal static class FuzzFormats
{
    public static IReadOnlyList<FuzzFormat> In(FuzzFolder folder) => [.. WeightFormats.Of(folder), .. TextFormats.Of(folder), .. BuildFormats.Of(folder)];
}
