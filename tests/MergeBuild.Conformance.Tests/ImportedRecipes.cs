using System.Xml;
using System.Xml.Linq;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;

namespace MergeBuild.Conformance.Tests;

/// <summary>A recipe that was imported to a project gives the model that it gives itself.</summary>
public sealed class ImportedRecipes
{
    public static TheoryData<string> Cases => RecipesMatchMergekit.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merge_to_the_same_bytes(string name)
    {
        using var folder = new TemporaryFolder();
        var recipe = YamlRecipe.Read(Golden.Path($"recipes/{name}/recipe.yml"), Golden.Path("recipes/models"));

        var imported = Import(recipe, folder.Path);

        Assert.Equal(Build(recipe, folder["original"]), Build(imported, folder["imported"]));
        Assert.Equal(Files(folder["original"]), Files(folder["imported"]));
    }

    [Theory]
    [InlineData("base_model: alpha\nmodels: [{model: beta, parameters: {weight: 1}}, {model: alpha, parameters: {weight: 2}}]")]
    [InlineData("models: [{model: alpha, parameters: {weight: 1}}, {model: alpha, parameters: {weight: [{filter: '*', value: [0, 1]}]}}]")]
    [InlineData("slices: [{sources: [{model: alpha, layer_range: [0, 2]}, {model: alpha, layer_range: [1, 3]}], parameters: {weight: [{filter: mlp, value: 0.5}, {value: 2}]}}]")]
    [InlineData("modules: {default: {models: [{model: alpha}, {model: beta, parameters: {weight: [{filter: mlp, value: [1, 2]}, {value: 3}]}}], parameters: {weight: 2}}}")]
    public void Of_awkward_forms_merge_to_the_same_bytes(string sources)
    {
        using var folder = new TemporaryFolder();
        var recipe = YamlRecipe.Read(folder.Write("recipe.yml", $"merge_method: linear\n{sources}\nout_dtype: float16\n"), Golden.Path("recipes/models"));

        Build(recipe, folder["original"]);
        Build(Import(recipe, folder.Path), folder["imported"]);

        Assert.Equal(Files(folder["original"]), Files(folder["imported"]));
    }

    [Fact]
    public void With_tokens_templates_and_adapters_say_the_same()
    {
        using var folder = new TemporaryFolder();
        folder.CreateFolder("lora");
        folder.Write("template.jinja", "{{ messages }}");
        var recipe = YamlRecipe.Read(
            folder.Write("recipe.yml", $$$"""
                merge_method: linear
                models:
                  - {model: {model: {path: {{{Golden.Path("recipes/models/alpha")}}}}, lora: {path: lora}}, parameters: {weight: 1}}
                  - {model: {{{Golden.Path("recipes/models/beta")}}}, parameters: {weight: 2}}
                chat_template: template.jinja
                tokenizer:
                  source: {{{Golden.Path("recipes/models/beta")}}}
                  pad_to_multiple_of: 8
                  tokens:
                    "a;%b": {source: zero}
                    "c": {source: {kind: model_token, model: {{{Golden.Path("recipes/models/beta")}}}, token_id: 3}, force: true}
                    "d": {source: {kind: model_token, model: {{{Golden.Path("recipes/models/beta")}}}, token: "$(x)"}}
                """),
            null);

        var imported = Import(recipe, folder.Path);

        Assert.Equal(recipe.Models.Select(model => (model.Name, model.Path, model.Adapter?.Path)), imported.Models.Select(model => (model.Name, model.Path, model.Adapter?.Path)));
        Assert.Equal((recipe.Tokenizer!.Source, recipe.Tokenizer.Model, 8), (imported.Tokenizer!.Source, imported.Tokenizer.Model, imported.Tokenizer.PadToMultipleOf));
        Assert.Equal(
            recipe.Tokenizer.Tokens.Select(rule => (rule.Token, rule.Origin, rule.IsForced)),
            imported.Tokenizer.Tokens.Select(rule => (rule.Token, rule.Origin, rule.IsForced)));
        Assert.Equal((recipe.ChatTemplate!.Text, recipe.ChatTemplate.File), (imported.ChatTemplate!.Text, imported.ChatTemplate.File));
    }

    private static Recipe Import(Recipe recipe, string directory)
    {
        var text = ProjectText.Write(recipe, directory, "1.0.0");
        var project = XDocument.Parse(text, LoadOptions.SetLineInfo).Root!;
        Assert.Equal("MergeBuild.Sdk/1.0.0", (string?)project.Attribute("Sdk"));
        return ProjectRecipe.Read(
            [.. project.Elements("ItemGroup").Elements().Select(Item)],
            [.. project.Elements("PropertyGroup").Elements().Select(property => new ProjectValue(property.Name.LocalName, Text(property.Value), Place(property)))],
            directory, new SourceLocation("p.mergeproj"));
    }

    private static ProjectItem Item(XElement item) => new(
        item.Name.LocalName, Text((string)item.Attribute("Include")!),
        [.. item.Attributes().Where(attribute => attribute.Name != "Include").Select(attribute => new ProjectValue(attribute.Name.LocalName, Text(attribute.Value), Place(attribute)))],
        Place(item));

    // As MSBuild does it: two hexadecimal digits behind a percent sign.
    private static string Text(string escaped) => Uri.UnescapeDataString(escaped);

    private static SourceLocation Place(IXmlLineInfo node) => new("p.mergeproj", node.LineNumber, node.LinePosition);

    private static string[] Build(Recipe recipe, string output) => [.. ModelBuild
        .Run(recipe, new ModelBuildOptions { OutputDirectory = output }, cancellation: TestContext.Current.CancellationToken)
        .Warnings.Select(warning => warning.Code)];

    // The manifest lists parents in the order of the recipe, which puts the base in another place than a project.
    private static string[] Files(string directory) => [.. Directory.EnumerateFiles(directory)
        .Where(path => Path.GetFileName(path) != MergeManifest.FileName)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetFileName(path)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}")];
}
