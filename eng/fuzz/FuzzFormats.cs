using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>Every format that is read.</summary>
internal static class FuzzFormats
{
    public static IReadOnlyList<FuzzFormat> In(FuzzFolder folder) =>
    [
        .. WeightFormats.Of(folder), .. AdapterFormats.Of(folder), .. ConfigFormats.Of(folder), .. TokenizerFormats.Of(folder), .. RecipeFormats.Of(folder),
        .. SuiteFormats.Of(folder), .. ResultFormats.Of(folder), .. BuildFormats.Of(folder), .. CacheFormats.Of(folder), .. DocumentFormats.Of(folder), .. SignatureFormats.Of(folder),
        .. PackageFormats.Of(folder), .. HubFormats.Of(folder),
    ];
}
