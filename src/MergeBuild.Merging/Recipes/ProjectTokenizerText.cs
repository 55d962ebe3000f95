using System.Globalization;
using System.Xml.Linq;

namespace MergeBuild.Merging.Recipes;

/// <summary>Writes what a recipe says of tokens and of the chat template as properties and items of a merge project.</summary>
internal static class ProjectTokenizerText
{
    /// <summary>The properties, where the recipe says anything.</summary>
    public static IEnumerable<XElement> Properties(Recipe recipe, string directory)
    {
        if (recipe.Tokenizer is { } rule)
        {
            yield return Property("MergeTokenizerSource", rule.Source switch
            {
                TokenizerSource.Union => "union",
                TokenizerSource.Base => "base",
                _ => recipe.Models[rule.Model!.Value].Name,
            });
            if (rule.PadToMultipleOf != 1)
            {
                yield return Property("MergePadToMultipleOf", rule.PadToMultipleOf.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (recipe.ChatTemplate is { } template)
        {
            yield return Property("MergeChatTemplate", template switch
            {
                { File: { } file } => Path.GetRelativePath(directory, file).Replace('\\', '/'),
                { Name: "text", Text: { } text } => text,
                _ => template.Name,
            });
        }
    }

    /// <summary>An item for each token with a rule of its own.</summary>
    public static XElement Tokens(Recipe recipe) => new("ItemGroup", (recipe.Tokenizer?.Tokens ?? []).Select(rule =>
    {
        var item = new XElement(ProjectTokenizer.ItemType, Attribute("Include", rule.Token));
        if (rule.Origin is { } origin)
        {
            item.Add(Attribute("Source", origin.Model is { } model ? recipe.Models[model].Name : "zero"));
            item.Add(origin.Token is { } token ? Attribute("SourceToken", token) : null);
            item.Add(origin.Id is { } id ? Attribute("SourceTokenId", id.ToString(CultureInfo.InvariantCulture)) : null);
        }

        item.Add(rule.IsForced ? Attribute("Force", "true") : null);
        return item;
    }));

    private static XElement Property(string name, string value) => new(name, ProjectText.Escape(value));

    private static XAttribute Attribute(string name, string value) => new(name, ProjectText.Escape(value));
}
