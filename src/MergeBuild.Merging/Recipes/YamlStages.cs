using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads the documents of a recipe as stages, and puts each behind those whose results it takes.</summary>
internal sealed partial class YamlStages(string path, string root, IFileSystem files, DiagnosticBag bag)
{
    public ImmutableArray<RecipeStage> Read(IReadOnlyList<YamlMapping> documents)
    {
        var names = documents.Select(ReadName).ToArray();
        CheckNames(names, documents);
        var known = names.OfType<YamlScalar>().Select(name => name.Text).ToHashSet(StringComparer.Ordinal);
        var stages = documents.Select((document, i) => new RecipeStage(
            names[i]?.Text, new YamlRecipeReader(path, root, documents.Count > 1 ? known : [], files, bag).Read(document), false)).ToList();
        bag.ThrowIfErrors();
        var result = ResultOf(stages);
        return Sort([.. stages.Select(stage => stage with { IsResult = stage == result })]);
    }

    private static YamlScalar? ReadName(YamlMapping document)
    {
        var name = document.Entries.FirstOrDefault(entry => entry.Key.Text == "name")?.Value as YamlScalar;
        return name is { IsNull: false } ? name : null;
    }

    private void CheckNames(YamlScalar?[] names, IReadOnlyList<YamlMapping> documents)
    {
        YamlMapping? unnamed = null;
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, document) in names.Zip(documents))
        {
            if (name is null)
            {
                if (unnamed is not null)
                {
                    bag.Report(DiagnosticTable.StageNameMissing.At(document.Location, unnamed.Location.Line));
                }

                unnamed ??= document;
            }
            else if (!FolderName().IsMatch(name.Text))
            {
                bag.Report(DiagnosticTable.StageNameInvalid.At(name.Location, name.Text));
            }

            // Folders of names that differ in case alone are one folder on some systems.
            else if (!lines.TryAdd(name.Text.ToUpperInvariant(), name.Location.Line))
            {
                bag.Report(DiagnosticTable.StageNameTwice.At(name.Location, name.Text, lines[name.Text.ToUpperInvariant()]));
            }
        }
    }

    private RecipeStage ResultOf(List<RecipeStage> stages)
    {
        if (stages.Find(stage => stage.Name is null) is { } unnamed)
        {
            return unnamed;
        }

        var taken = stages.SelectMany(Needs).ToHashSet(StringComparer.Ordinal);
        var last = stages.FindAll(stage => !taken.Contains(stage.Name!));
        return last.Count switch
        {
            1 => last[0],
            0 => throw Circle(stages),
            _ => throw DiagnosticTable.StageResultUnclear.ExceptionAt(
                new SourceLocation(path), last.Count, string.Join(", ", last.Select(stage => stage.Name))),
        };
    }

    private ImmutableArray<RecipeStage> Sort(List<RecipeStage> waiting)
    {
        var sorted = ImmutableArray.CreateBuilder<RecipeStage>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(stage => Needs(stage).All(name => sorted.Any(done => done.Name == name))) ?? throw Circle(waiting);
            waiting.Remove(next);
            sorted.Add(next);
        }

        return sorted.ToImmutable();
    }

    private static IEnumerable<string> Needs(RecipeStage stage) => stage.Recipe.Models.Select(model => model.Stage).OfType<string>();

    // From any stage that can never run, what it waits for leads into a circle.
    private MergeBuildException Circle(List<RecipeStage> waiting)
    {
        for (var count = 0; count != waiting.Count;)
        {
            count = waiting.Count;
            waiting = waiting.FindAll(stage => Needs(stage).Any(name => waiting.Exists(other => other.Name == name)));
        }

        var walked = new List<RecipeStage> { waiting[0] };
        while (true)
        {
            var model = walked[^1].Recipe.Models.First(model => waiting.Exists(stage => stage.Name == model.Stage));
            var next = waiting.Find(stage => stage.Name == model.Stage)!;
            var start = walked.IndexOf(next);
            if (start >= 0)
            {
                return DiagnosticTable.StageCycle.ExceptionAt(
                    model.Location ?? new SourceLocation(path), string.Join(" -> ", walked[start..].Append(next).Select(stage => stage.Name)));
            }

            walked.Add(next);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FolderName();
}
