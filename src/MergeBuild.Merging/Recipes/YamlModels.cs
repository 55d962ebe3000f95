using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// The models that a YAML recipe refers to, each folder once, unless one list names it several times: those are
/// distinct models, told apart by which of the mentions it is.
/// </summary>
internal sealed class YamlModels(string root, DiagnosticBag bag)
{
    private readonly Dictionary<(string Path, int Mention), int> _indexes = [];
    private readonly ImmutableArray<RecipeModel>.Builder _models = ImmutableArray.CreateBuilder<RecipeModel>();

    /// <summary>All models, in order of their first mention.</summary>
    public ImmutableArray<RecipeModel> Models => _models.ToImmutable();

    /// <summary>The index of a model.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="mention">Which mention of this folder in its list it is, from 0.</param>
    public int IndexOf(YamlModelReference reference, int mention)
    {
        var path = PathOf(reference);
        if (!_indexes.TryGetValue((path, mention), out var index))
        {
            index = _models.Count;
            _indexes.Add((path, mention), index);
            _models.Add(new RecipeModel(
                ModelNames.MakeDistinct(reference.Text, _models.Select(model => model.Name)), path, reference.Location));
            CheckExists(reference, path);
        }

        return index;
    }

    /// <summary>The indexes of the references of one list.</summary>
    public IEnumerable<int> IndexesOf(IEnumerable<YamlModelReference> references)
    {
        var mentions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var path = PathOf(reference);
            var mention = mentions.GetValueOrDefault(path);
            mentions[path] = mention + 1;
            yield return IndexOf(reference, mention);
        }
    }

    /// <summary>The folder that a reference means.</summary>
    public string PathOf(YamlModelReference reference) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(reference.Text, root));

    private void CheckExists(YamlModelReference reference, string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        bag.Report(UnsupportedForm(reference.Text) is { } form
            ? DiagnosticTable.ModelReferenceNotSupported.At(reference.Location, reference.Text, form)
            : DiagnosticTable.ModelNotFound.At(reference.Location, reference.Text, path));
    }

    // Only after the folder was not found: all of these characters may stand in the name of a folder.
    private static string? UnsupportedForm(string text) =>
        text.StartsWith("hf:", StringComparison.Ordinal) ? "fetching models from a hub"
        : text.Contains('+', StringComparison.Ordinal) ? "a model with an adapter (base+adapter)"
        : text.Contains('@', StringComparison.Ordinal) ? "a model at a revision (name@revision)"
        : null;
}
