namespace MergeBuild.Merging.Recipes;

/// <summary>The folders that a reference to a model means.</summary>
/// <param name="Path">The model's folder.</param>
/// <param name="Adapter">The folder of the adapter that it is taken with, if there is one.</param>
internal sealed record ModelFolders(string Path, string? Adapter)
{
    /// <summary>
    /// Finds the folders of a name. A folder of exactly that name counts first, since a plus may stand in one; then
    /// <c>base+adapter</c>, divided at the first plus that has a folder on either side.
    /// </summary>
    /// <param name="text">The name, as written.</param>
    /// <param name="root">The folder that names start from.</param>
    public static ModelFolders Of(string text, string root)
    {
        var whole = Full(text, root);
        return Directory.Exists(whole)
            ? new ModelFolders(whole, null)
            : Divisions(text, root).FirstOrDefault(folders => Directory.Exists(folders.Path) && Directory.Exists(folders.Adapter))
                ?? Divisions(text, root).FirstOrDefault(folders => Directory.Exists(folders.Path))
                ?? new ModelFolders(whole, null);
    }

    /// <summary>The full path of a folder, without a separator at its end.</summary>
    public static string Full(string text, string root) =>
        System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(text, root));

    private static IEnumerable<ModelFolders> Divisions(string text, string root)
    {
        for (var plus = text.IndexOf('+', StringComparison.Ordinal); plus >= 0; plus = text.IndexOf('+', plus + 1))
        {
            var (model, adapter) = (text[..plus], text[(plus + 1)..]);
            if (model.Length > 0 && adapter.Length > 0)
            {
                yield return new ModelFolders(Full(model, root), Full(adapter, root));
            }
        }
    }
}
