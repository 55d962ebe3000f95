using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// The tokenizer rule of a merge project: the properties MergeTokenizerSource and MergePadToMultipleOf, and an item
/// <c>&lt;MergeToken Include="token" Source="model" /&gt;</c> for each token with a rule of its own.
/// </summary>
internal sealed class ProjectTokenizer(ImmutableArray<RecipeModel> models, DiagnosticBag diagnostics)
{
    public const string ItemType = "MergeToken";
    private static readonly string[] MetadataNames = ["Source", "SourceToken", "SourceTokenId", "Force"];

    /// <summary>Returns the rule, or null when the project has none.</summary>
    /// <param name="items">The project's items.</param>
    /// <param name="find">Finds a property that is set.</param>
    /// <param name="project">The project file.</param>
    public TokenizerRule? Read(IEnumerable<ProjectItem> items, Func<string, ProjectValue?> find, SourceLocation project)
    {
        var (source, multiple) = (find("MergeTokenizerSource"), find("MergePadToMultipleOf"));
        var tokens = items.Where(item => item.ItemType == ItemType).ToArray();
        if (source is null && multiple is null && tokens.Length == 0)
        {
            return null;
        }

        return ReadSource(source) with
        {
            Tokens = ReadTokens(tokens),
            PadToMultipleOf = ReadMultiple(multiple),
            Location = source?.Location ?? multiple?.Location ?? tokens.FirstOrDefault()?.Location ?? project,
        };
    }

    private TokenizerRule ReadSource(ProjectValue? source) => source?.Value switch
    {
        null or "union" => new TokenizerRule(),
        "base" => new TokenizerRule { Source = TokenizerSource.Base },
        _ => new TokenizerRule { Source = TokenizerSource.Model, Model = Model(source, "union", "base") },
    };

    private int ReadMultiple(ProjectValue? property)
    {
        var multiple = 1;
        if (property is not null && !YamlTokenizer.TryParseMultiple(property.Value, out multiple))
        {
            diagnostics.Report(DiagnosticTable.PadToMultipleOfInvalid.At(property.Location, property.Value, YamlTokenizer.LargestMultiple));
        }

        return multiple;
    }

    private ImmutableArray<TokenRule> ReadTokens(ProjectItem[] items)
    {
        var rules = ImmutableArray.CreateBuilder<TokenRule>();
        foreach (var item in items)
        {
            foreach (var metadata in item.Metadata.Where(metadata => !MetadataNames.Contains(metadata.Name, StringComparer.OrdinalIgnoreCase)))
            {
                diagnostics.Report(DiagnosticTable.UnknownMetadata.At(
                    metadata.Location, ItemType, metadata.Name, Suggestion.For(metadata.Name, MetadataNames)));
            }

            if (rules.Any(rule => rule.Token == item.Include))
            {
                diagnostics.Report(DiagnosticTable.TokenListedTwice.At(item.Location, item.Include));
            }

            rules.Add(new TokenRule(item.Include, ReadOrigin(item), ReadForce(item.Find("Force")), item.Location));
        }

        return rules.ToImmutable();
    }

    private TokenOrigin? ReadOrigin(ProjectItem item)
    {
        var (source, token, id) = (item.Find("Source"), item.Find("SourceToken"), item.Find("SourceTokenId"));
        var isZero = source is { Value: "zero" } && models.All(model => model.Name != "zero");
        if ((token ?? id) is { } other && (source is null || isZero || (token is not null && id is not null)))
        {
            diagnostics.Report(DiagnosticTable.TokenSourceInvalid.At(other.Location, item.Include,
                "SourceToken or SourceTokenId stands for one row of the model that Source names"));
        }

        var number = 0;
        if (id is not null && !int.TryParse(id.Value, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            diagnostics.Report(DiagnosticTable.TokenSourceInvalid.At(id.Location, item.Include, $"'{id.Value}' is not the number of a token"));
        }

        return source is null ? null
            : isZero ? TokenOrigin.Zero
            : Model(source, "zero") is { } model ? new TokenOrigin(model, token?.Value, id is null ? null : number) : null;
    }

    private bool ReadForce(ProjectValue? value)
    {
        var force = false;
        if (value is not null && !bool.TryParse(value.Value, out force))
        {
            diagnostics.Report(DiagnosticTable.TokenForceInvalid.At(value.Location, value.Value));
        }

        return force;
    }

    private int? Model(ProjectValue name, params string[] otherNames)
    {
        if (models.FirstOrDefault(model => model.Name == name.Value) is { } model)
        {
            return models.IndexOf(model);
        }

        diagnostics.Report(DiagnosticTable.TokenizerModelUnknown.At(
            name.Location, name.Value, Suggestion.For(name.Value, models.Select(model => model.Name).Concat(otherNames))));
        return null;
    }
}
