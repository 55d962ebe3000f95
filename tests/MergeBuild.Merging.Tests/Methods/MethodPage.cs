using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>A method's page in docs/methods.</summary>
internal sealed partial class MethodPage(string method)
{
    private const string Heading = "## Parameters\n";

    public string File { get; } = Repository.Path($"docs/methods/{method}.md");

    public string Text => System.IO.File.ReadAllText(File);

    /// <summary>What the page says of the parameters.</summary>
    public string Parameters => Text[ParametersStart..ParametersEnd];

    /// <summary>What it should say.</summary>
    public string ExpectedParameters { get; } = Describe(MergeMethods.All[method]);

    public IEnumerable<string> Recipes => Blocks("yaml");

    public IEnumerable<string> Projects => Blocks("xml");

    public void Update() =>
        System.IO.File.WriteAllText(File, Text[..ParametersStart] + ExpectedParameters + Text[ParametersEnd..]);

    /// <summary>A project's items as the recipe that they are.</summary>
    public static Recipe ReadProject(string text, string directory)
    {
        var project = XDocument.Parse(text).Root!;
        var properties = project.Elements("PropertyGroup").Elements().Select(element => new ProjectValue(element.Name.LocalName, element.Value, null));
        var items = project.Elements("ItemGroup").Elements().Select(element => new ProjectItem(element.Name.LocalName, element.Attribute("Include")!.Value,
            [.. element.Attributes().Where(attribute => attribute.Name != "Include").Select(attribute => new ProjectValue(attribute.Name.LocalName, attribute.Value, null))], null));
        return ProjectRecipe.Read([.. items], [.. properties], directory, new("example.mergeproj", 1));
    }

    private int ParametersStart => Text.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length;

    private int ParametersEnd => Text.IndexOf("\n## ", ParametersStart, StringComparison.Ordinal) + 1;

    private IEnumerable<string> Blocks(string language) => Fences().Matches(Text)
        .Where(match => match.Groups["language"].Value == language)
        .Select(match => match.Groups["text"].Value);

    private static string Describe(MergeMethod method)
    {
        if (method.Parameters.IsEmpty)
        {
            return "\nNone.\n\n";
        }

        var text = new StringBuilder("\n| parameter | set for | values | default | meaning |\n|---|---|---|---|---|\n");
        foreach (var parameter in method.Parameters)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| `{parameter.Name}` | {(parameter.IsPerExpert ? "each expert" : "the merge")} | {parameter.Range} | {DefaultOf(parameter)} | {MeaningOf(parameter)} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string DefaultOf(ParameterDefinition parameter) =>
        parameter.IsRequired ? "required" : parameter.Default is { } value ? parameter.Format(value) : "none";

    private static string MeaningOf(ParameterDefinition parameter) =>
        parameter.IsWithoutEffect ? "Accepted, with a warning; has no effect with this method." : parameter.Summary;

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
