using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>Results of the built-in evaluator.</summary>
internal sealed class BuiltInSource(EvaluationSuite suite, SuiteSettings settings) : ISuiteSource
{
    public IEnumerable<string> Files => settings.FewShotFile is { } examples ? [suite.Path, examples] : [suite.Path];

    public bool IsBuiltIn => true;

    public BaselineExpectation Expect(string modelDigest) => BaselineExpectation.Of(suite, settings, modelDigest);

    public EvaluationResult Evaluate(SuiteModel model, SuiteRun run, CancellationToken cancellation) =>
        run.Evaluator.Evaluate(model.Model, suite, settings, cancellation);
}
