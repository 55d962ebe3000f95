using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Chat;

namespace MergeBuild.Evaluation.Tests.Chat;

public sealed class HostileTemplates
{
    [Theory]
    [InlineData("{% for a in range(1000000) %}{% for b in range(1000000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% for a in range(10000000) %}{% endfor %}")]
    [InlineData("{% set ns = namespace(x='ab') %}{% for i in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}")]
    [InlineData("{{ 'x' * 1000000000000 }}")]
    [InlineData("{{ ([0] * 1000000) * 1000000 }}")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [InlineData("{{ 'x' | center(2000000000) }}")]
    [InlineData("{{ 'a' | indent(2000000000, true) }}")]
    [InlineData("{{ 'aaaaaaaaaa' | replace('a', 'b' * 4000000) }}")]
    [InlineData("{% set x = 'a' * 10000000 %}{% for i in range(1000) %}{% set y = x | upper %}{% endfor %}")]
    [InlineData("{{ [[1], [2]] | batch(2000000000, 0) | list }}")]
    public void A_template_that_takes_too_much_is_stopped(string template) => Refused.With("MB4173", () => Render(template), "more than");

    [Fact]
    public void A_template_that_nests_too_deep_is_refused()
    {
        Refused.With("MB4173", () => Render("{{ " + new string('(', 5000) + "1" + new string(')', 5000) + " }}"), "nesting");
        Refused.With("MB4173", () => Render("{{ " + new string('-', 5000) + "1 }}"), "nesting");
        Refused.With("MB4173", () => Render(string.Concat(Enumerable.Repeat("{% if 1 %}", 5000))), "nesting");
        Refused.With("MB4173", () => Render(new string(' ', 2_000_000)), "characters");
    }

    [Theory]
    [InlineData("MB4170", "a\n{% if x %}\n", 2)]
    [InlineData("MB4170", "a\n{{ 1 + }}", 2)]
    [InlineData("MB4170", "\n\n{{ 'x }}", 3)]
    [InlineData("MB4171", "a\n\n{{ x.y }}", 3)]
    [InlineData("MB4171", "a\n{{ 1 // 0 }}", 2)]
    [InlineData("MB4171", "{{ 9223372036854775807 + 1 }}", 1)]
    [InlineData("MB4172", "a\n{{ raise_exception('no') }}", 2)]
    [InlineData("MB4174", "a\n{% include 'x' %}", 2)]
    [InlineData("MB4174", "{{ x | uper }}", 1)]
    [InlineData("MB4174", "{{ x is definde }}", 1)]
    [InlineData("MB4174", "{{ f(*x) }}", 1)]
    [InlineData("MB4174", "{{ [].append(1) }}", 1)]
    public void A_fault_is_reported_at_its_line(string code, string template, int line)
    {
        var location = Refused.With(code, () => Render(template)).Location!;
        Assert.Equal(("template.jinja", line), (location.File, location.Line));
    }

    [Fact]
    public void Whatever_a_damaged_template_holds_it_renders_or_is_refused()
    {
        var templates = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Chat", "jinja-cases.json")))!["templates"]!.AsObject();
        var random = new Random(7);
        foreach (var (_, node) in templates)
        {
            var template = node!.GetValue<string>();
            for (var round = 0; round < 60; round++)
            {
                var (start, length) = (random.Next(template.Length), random.Next(1, 6));
                var damaged = template.Remove(start, Math.Min(length, template.Length - start)).Insert(random.Next(template.Length - Math.Min(length, template.Length - start) + 1), "{}%'[(|"[random.Next(7)].ToString());
                try
                {
                    Render(damaged);
                }
                catch (MergeBuildException exception)
                {
                    Assert.All(exception.Diagnostics, diagnostic => Assert.StartsWith("MB417", diagnostic.Code, StringComparison.Ordinal));
                }
            }
        }
    }

    private static string Render(string template) => ChatTemplate.Parse(template, "template.jinja").Render([new ChatMessage("user", "Hi")], addGenerationPrompt: true);
}
