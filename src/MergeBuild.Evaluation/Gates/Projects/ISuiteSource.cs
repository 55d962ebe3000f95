using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>A way to results of models on a suite.</summary>
internal interface ISuiteSource
{
    /// <summary>The files whose content decides results, full paths.</summary>
    IEnumerable<string> Files { get; }

    /// <summary>Whether a parent's results take no more than the parent, so that the base can be evaluated for comparison.</summary>
    bool IsBuiltIn { get; }

    /// <summary>What a baseline must be of.</summary>
    BaselineExpectation Expect(string modelDigest);

    /// <summary>The result of a model, which may be known already.</summary>
    EvaluationResult Evaluate(SuiteModel model, SuiteRun run, CancellationToken cancellation);
}
