using MergeBuild.Checkpoints.Files;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Running;

/// <summary>A folder with suites and a cache, and the evaluation of fake models in it.</summary>
internal sealed class EvaluationFolder : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public ResultCache Cache => new(Folder["cache"], PhysicalFileSystem.Instance);

    public EvaluationSuite Suite(params string[] lines) => EvaluationSuite.Read(Folder.Write("suite.jsonl", string.Join('\n', lines) + "\n"));

    public static EvaluationResult Evaluate(
        EvaluationSuite suite, ICausalLanguageModel model, SuiteSettings? settings = null, int batchSize = 16, ResultCache? cache = null, CharacterTokenizer? tokenizer = null)
    {
        using var evaluated = new EvaluatedModel(new ModelIdentity("fake", "f00d"), () => LoadedModel.Of(tokenizer ?? new CharacterTokenizer(), model));
        return new Evaluator(new EvaluatorOptions { BatchSize = batchSize, Cache = cache })
            .Evaluate(evaluated, suite, settings ?? SuiteSettings.Default, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Folder.Dispose();
}
