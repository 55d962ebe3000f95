using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Chat;

namespace MergeBuild.Evaluation.Tests.Chat;

/// <summary>
/// Templates rendered by others: <c>golden-cases.json</c> by @huggingface/jinja 0.5.11, <c>jinja-cases.json</c> by Jinja2 3.1.6
/// with the settings of transformers (see <c>eng/known-answers/chat_templates.py</c>).
/// </summary>
public sealed class KnownTemplates
{
    public static TheoryData<string> GoldenCases => Numbers("golden-cases.json");

    public static TheoryData<string> JinjaCases => Numbers("jinja-cases.json");

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public void Templates_in_the_styles_of_models_render_as_in_the_javascript_implementation(string name) => Check("golden-cases.json", name);

    [Theory]
    [MemberData(nameof(JinjaCases))]
    public void Templates_render_as_in_jinja(string name) => Check("jinja-cases.json", name);

    private static void Check(string file, string name)
    {
        var json = Read(file);
        var known = json["cases"]!.AsArray()[int.Parse(name.Split(' ')[0], null)]!;
        var template = json["templates"]![known["template"]!.GetValue<string>()]!.GetValue<string>();
        var variables = known["variables"]!.AsObject();
        if (known["output"] is { } output)
        {
            Assert.Equal(output.GetValue<string>(), ChatTemplate.Parse(template, "template").Render(variables));
        }
        else
        {
            Assert.ThrowsAny<MergeBuild.Diagnostics.MergeBuildException>(() => ChatTemplate.Parse(template, "template").Render(variables));
        }
    }

    private static TheoryData<string> Numbers(string file) =>
        [.. Read(file)["cases"]!.AsArray().Select((known, index) => FormattableString.Invariant($"{index} {known!["template"]!.GetValue<string>()}"))];

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Chat", file)))!;
}
