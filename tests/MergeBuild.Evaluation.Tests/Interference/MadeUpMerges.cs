using MergeBuild.Evaluation.Interference;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tests.Running;

namespace MergeBuild.Evaluation.Tests.Interference;

/// <summary>Merges that are not made: a variant answers as many examples as a rule says, the first ones of the suite.</summary>
internal sealed class MadeUpMerges(Func<MergeVariant, int> right) : IVariantModels
{
    public const int ExampleCount = 40;

    /// <summary>Names of the variants that were asked for, in order.</summary>
    public List<string> Merged { get; } = [];

    public static IEnumerable<string> Lines => Enumerable.Range(0, ExampleCount).Select(i => $$"""{"id": "{{i:D2}}", "prompt": "{{(char)(0x100 + i)}}", "answer": "!"}""");

    public Action? BeforeMerge { get; init; }

    public VariantModel Merge(MergeVariant variant, CancellationToken cancellation)
    {
        BeforeMerge?.Invoke();
        Merged.Add(variant.Name);
        return new VariantModel(Model(variant.Name, right(variant)), 100, 900);
    }

    public EvaluatedModel Open(string parent, CancellationToken cancellation) => Model(parent, ExampleCount);

    /// <summary>Whether a parent takes no part in a tensor.</summary>
    public static bool Omits(MergeVariant variant, string parent, string tensor) =>
        variant.Omissions.Any(omission => omission.Parent == parent && omission.Tensors?.Contains(tensor) != false);

    public static InterferenceSuite Suite(EvaluationSuite suite, string name = "suite", string? parent = null) =>
        new() { Name = name, Suite = suite, Parent = parent, Metric = "exact_match", Settings = new SuiteSettings { MaximumTokens = 2 } };

    private static EvaluatedModel Model(string name, int count)
    {
        var tokenizer = new CharacterTokenizer();
        var table = Enumerable.Range(0, ExampleCount).ToDictionary(i => ((char)(0x100 + i)).ToString(), i => i < count ? "!" : "?", StringComparer.Ordinal);
        return new EvaluatedModel(new ModelIdentity(name, null), () => LoadedModel.Of(tokenizer, new TableModel(tokenizer, table)));
    }
}
