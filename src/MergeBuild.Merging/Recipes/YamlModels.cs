using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// The models that a YAML recipe refers to, each folder once, unless one list names it several times: those are
/// distinct models, told apart by which of the mentions it is.
/// </summary>
internal sealed class YamlModels(string root, IReadOnlySet<string> stages, DiagnosticBag bag)
{
    private readonly Dictionary<(ModelFolders Folders, int Mention), int> _indexes = [];
    private readonly ModelNames _names = new();
    private readonly ImmutableArray<RecipeModel>.Builder _models = ImmutableArray.CreateBuilder<RecipeModel>();

    /// <summary>All models, in order of their first mention.</summary>
    public ImmutableArray<RecipeModel> Models => _models.ToImmutable();

    /// <summary>The index of a model.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="mention">Which mention of this folder in its list it is, from 0.</param>
    public int IndexOf(YamlModelReference reference, int mention)
    {
        var folders = FoldersOf(reference);
        if (!_indexes.TryGetValue((folders, mention), out var index))
        {
            index = _models.Count;
            _indexes.Add((folders, mention), index);
            _models.Add(new RecipeModel(
                _names.Take(reference.Name), folders.Path, reference.Location)
            {
                Hub = HubReference.Find(folders.Path),
                Adapter = folders.Adapter is { } adapter
                    ? new RecipeAdapter(adapter, reference.Location) { Hub = HubReference.Find(adapter) }
                    : null,
                Stage = StageOf(folders),
            });
            CheckExists(reference, folders);
        }

        return index;
    }

    /// <summary>The indexes of the references of one list.</summary>
    public IEnumerable<int> IndexesOf(IEnumerable<YamlModelReference> references)
    {
        var mentions = new Dictionary<ModelFolders, int>();
        foreach (var reference in references)
        {
            var folders = FoldersOf(reference);
            var mention = mentions.GetValueOrDefault(folders);
            mentions[folders] = mention + 1;
            yield return IndexOf(reference, mention);
        }
    }

    /// <summary>The index of a model that a list has mentioned, or null.</summary>
    public int? Find(YamlModelReference reference) => _indexes.TryGetValue((FoldersOf(reference), 0), out var index) ? index : null;

    /// <summary>What a reference means; for a stage its name, which is no full path.</summary>
    public ModelFolders FoldersOf(YamlModelReference reference)
    {
        if (stages.Contains(reference.Text))
        {
            return new ModelFolders(reference.Text, reference.Adapter is { } own ? ModelFolders.Place(own, root) : null);
        }

        // As in "stage+adapter", where no folder can have the whole name yet.
        var plus = reference.Text.IndexOf('+', StringComparison.Ordinal);
        if (reference.Adapter is null && plus > 0 && stages.Contains(reference.Text[..plus]))
        {
            return new ModelFolders(reference.Text[..plus], ModelFolders.Place(reference.Text[(plus + 1)..], root));
        }

        return reference.Adapter is { } adapter
            ? new ModelFolders(ModelFolders.Place(reference.Text, root), ModelFolders.Place(adapter, root))
            : ModelFolders.Of(reference.Text, root);
    }

    private string? StageOf(ModelFolders folders) => stages.Contains(folders.Path) ? folders.Path : null;

    private void CheckExists(YamlModelReference reference, ModelFolders folders)
    {
        if (StageOf(folders) is null && !ModelFolders.IsKnown(folders.Path))
        {
            // A name with the prefix is meant for the Hub, whatever is wrong with the rest of it.
            if (!HubReference.IsReference(reference.Text) || HubReference.Read(reference.Text, reference.Location, bag) is not null)
            {
                bag.Report(DiagnosticTable.ModelNotFound.At(reference.Location, reference.Text, folders.Path));
            }
        }
        else if (folders.Adapter is { } adapter && !ModelFolders.IsKnown(adapter))
        {
            bag.Report(DiagnosticTable.AdapterNotFound.At(reference.Location, adapter, ""));
        }
    }
}
