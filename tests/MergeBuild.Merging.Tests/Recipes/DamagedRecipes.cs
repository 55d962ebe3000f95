using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Tests.Recipes;

/// <summary>However a recipe is damaged, it is read or refused with a code; nothing else escapes.</summary>
public sealed class DamagedRecipes : IDisposable
{
    private const string Alphabet = "[]{}:,-#&*!|>'\"%@`\n\t ?~\0\uFEFFé0a\\<";

    private const string Intact = """
        merge_method: slerp
        base_model: &base alpha
        slices:
          - sources:
              - {model: *base, layer_range: [0, 4]}
              - model: alpha
                layer_range: [0, 4]
                parameters: {weight: [{filter: "mlp", value: [1, .5]}, {value: 'x'}]}
        dtype: float32
        """;

    private readonly RecipeFolder _folder = new("alpha");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_damage_gets_a_code()
    {
        var damage = (from position in Gen.Choose(0, Intact.Length - 1)
                      from length in Gen.Choose(0, 3)
                      from characters in Gen.ArrayOf(Gen.Elements(Alphabet.ToCharArray()), 3)
                      select (position, length, text: new string(characters))).ListOf(3).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(damage, edits =>
        {
            var yaml = edits.Aggregate(Intact, (text, edit) => text[..Math.Min(edit.position, text.Length)] + edit.text +
                text[Math.Min(edit.position + edit.length, text.Length)..]);
            try
            {
                return _folder.Read(yaml) is not null;
            }
            catch (MergeBuildException exception)
            {
                return exception.Diagnostics.All(diagnostic => diagnostic.Code.StartsWith("MB10", StringComparison.Ordinal));
            }
        }));
    }
}
