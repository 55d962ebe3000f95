using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Reproduction;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Tests.Reproduction;

/// <summary>Recipes and shards are found again in what a manifest says of them.</summary>
public sealed class StatedRecipes
{
    private static readonly ImmutableArray<RecipeModel> Models = [.. new[] { "base", "union", "math", "math#2", "org/ünï+adapter" }.Select(name => new RecipeModel(name, "", null))];

    private static readonly string[] Words = ["", "*", "mlp", "x\"\\\u0000é", "<s>", "😀", "0.25", "true", "1e-3"];

    [Fact]
    public void Every_recipe_is_read_as_it_was_written() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var method = MergeMethods.All.Values.ElementAt(random.Next(MergeMethods.All.Count));
        var recipe = Recipe(random, method);
        var written = CanonicalJson.Write(RecipeJson.Of(recipe, method));

        var read = ManifestRecipe.Read(
            new JsonFields(JsonFile.ParseObject(written, "m", DiagnosticTable.ManifestInvalid), "m", "recipe", DiagnosticTable.ManifestInvalid), Models, recipe.BaseModel);

        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(CanonicalJson.Write(RecipeJson.Of(read, method))));
        return read.Seed == recipe.Seed && read.ChatTemplate == recipe.ChatTemplate &&
            read.Tokenizer?.Source == recipe.Tokenizer?.Source && read.Tokenizer?.Model == recipe.Tokenizer?.Model;
    }));

    [Fact]
    public void Every_spread_of_tensors_over_shards_is_found_again() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var tensors = Enumerable.Range(0, random.Next(1, 12))
            .Select(i => new TensorDescription(string.Create(CultureInfo.InvariantCulture, $"t{i}"), DType.F32, [random.Next(0, 9), random.Next(1, 9)])).ToArray();
        var expected = new ShardedLayout(tensors, random.Next(1, 400));
        var files = expected.TensorFiles;
        var listing = new ManifestListing([], [.. tensors.Select(tensor => new ListedTensor(tensor, files[tensor.Name], default))]);

        var size = StatedShards.SizeOf(listing, new JsonFields([], "m", "manifest", DiagnosticTable.ManifestInvalid));

        return new ShardedLayout(tensors, size).TensorFiles.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SequenceEqual(files.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }));

    [Fact]
    public void A_spread_that_no_size_gives_is_refused()
    {
        ListedTensor Tensor(string name, long length, string file) => new(new TensorDescription(name, DType.U8, [length]), file, default);
        var listing = new ManifestListing([], [Tensor("a", 10, "1"), Tensor("b", 10, "1"), Tensor("c", 5, "2"), Tensor("d", 5, "3")]);

        Assert.Equal("MB5041", Assert.Single(Assert.Throws<MergeBuildException>(
            () => StatedShards.SizeOf(listing, new JsonFields([], "m", "manifest", DiagnosticTable.ManifestInvalid))).Diagnostics).Code);
    }

    private static Recipe Recipe(Random random, MergeMethod method)
    {
        var recipe = new Recipe
        {
            Method = new Located<string>(method.Name, null),
            Models = Models,
            BaseModel = Maybe(random) ? random.Next(Models.Length) : null,
            Parameters = Parameters(random),
            OutputDType = Maybe(random) ? DType.F8_E4M3 : null,
            Seed = (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            Tokenizer = Maybe(random) ? Tokenizer(random) : null,
            ChatTemplate = Template(random),
            Omissions = Some(random, 0, () => new RecipeOmission(random.Next(Models.Length), Maybe(random) ? [.. Some(random, 0, () => Word(random))] : null)),
        };
        return Maybe(random)
            ? recipe with { Slices = Slices(random) }
            : recipe with { Modules = Some(random, 1, () => new RecipeModule(Word(random), Slices(random), Parameters(random), null)) };
    }

    private static ImmutableArray<RecipeSlice> Slices(Random random) => Some(random, 1, () => new RecipeSlice(
        Some(random, 1, () => new RecipeSource(
            random.Next(Models.Length), Maybe(random) ? new LayerRange(random.Next(4), 4 + random.Next(4)) : null, Parameters(random), null)),
        Parameters(random))
    {
        BaseModel = Maybe(random) ? random.Next(Models.Length) : null,
    });

    private static ParameterSet Parameters(Random random) => new([.. Some(random, 0, () => Word(random)).Distinct().Select(name => new ParameterAssignment(name, new ParameterValue(
        Some(random, 1, () => new ParameterCondition(Maybe(random) ? Word(random) : null, Some(random, 1, () => Word(random)), null))), null))]);

    private static TokenizerRule Tokenizer(Random random)
    {
        var rule = random.Next(3) switch
        {
            0 => new TokenizerRule(),
            1 => new TokenizerRule { Source = TokenizerSource.Base },
            _ => new TokenizerRule { Source = TokenizerSource.Model, Model = random.Next(Models.Length) },
        };
        return rule with
        {
            PadToMultipleOf = random.Next(1, 65536),
            Tokens = [.. Some(random, 0, () => Word(random)).Distinct().Select(token => new TokenRule(token, random.Next(4) switch
            {
                0 => null,
                1 => TokenOrigin.Zero,
                2 => new TokenOrigin(random.Next(Models.Length), Maybe(random) ? Word(random) : null),
                _ => new TokenOrigin(random.Next(Models.Length), null, random.Next()),
            }, Maybe(random), null))],
        };
    }

    private static ChatTemplateRule? Template(Random random) => random.Next(5) switch
    {
        0 => null,
        1 => new ChatTemplateRule("auto", null, null, null),
        2 => new ChatTemplateRule("chatml", Merging.Tokenizers.ChatTemplates.BuiltIn["chatml"], null, null),
        3 => new ChatTemplateRule("text", "{{ \"x\" }}\n\u2028é", null, null),
        _ => new ChatTemplateRule("file", "", null, null),
    };

    private static bool Maybe(Random random) => random.Next(2) == 0;

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static ImmutableArray<T> Some<T>(Random random, int least, Func<T> make) => [.. Enumerable.Range(0, random.Next(least, least + 3)).Select(_ => make())];
}
