namespace MergeBuild.Merging.Recipes;

/// <summary>What a reference to a model means.</summary>
/// <param name="Path">The model's folder, or its reference on the Hub; a full path is never taken for one.</param>
/// <param name="Adapter">The same of the adapter that it is taken with, if there is one.</param>
internal sealed record ModelFolders(string Path, string? Adapter)
{
    /// <summary>
    /// Finds what a name means. A folder of exactly that name counts first, since a plus or an @ may stand in one; then
    /// <c>base+adapter</c>, divided at the first plus that has something known on either side; then the Hub.
    /// </summary>
    /// <param name="text">The name, as written.</param>
    /// <param name="root">The folder that names start from.</param>
    public static ModelFolders Of(string text, string root)
    {
        var whole = Place(text, root);
        return IsKnown(whole)
            ? new ModelFolders(whole, null)
            : Divisions(text, root).FirstOrDefault(folders => IsKnown(folders.Path) && IsKnown(folders.Adapter!))
                ?? Divisions(text, root).FirstOrDefault(folders => IsKnown(folders.Path))
                ?? new ModelFolders(whole, null);
    }

    /// <summary>The full path of a folder, without a separator at its end.</summary>
    public static string Full(string text, string root) =>
        System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(text, root));

    /// <summary>The folder of a name where there is one, else the model of the Hub that it means, else the folder that is missing.</summary>
    public static string Place(string text, string root)
    {
        var folder = Full(text, root);
        return !Directory.Exists(folder) && HubReference.Find(text) is { } hub ? hub.ToString() : folder;
    }

    /// <summary>Whether a place is a folder, or a model of the Hub.</summary>
    public static bool IsKnown(string place) => HubReference.IsReference(place) || Directory.Exists(place);

    private static IEnumerable<ModelFolders> Divisions(string text, string root)
    {
        for (var plus = text.IndexOf('+', StringComparison.Ordinal); plus >= 0; plus = text.IndexOf('+', plus + 1))
        {
            var (model, adapter) = (text[..plus], text[(plus + 1)..]);
            if (model.Length > 0 && adapter.Length > 0)
            {
                yield return new ModelFolders(Place(model, root), Place(adapter, root));
            }
        }
    }
}
