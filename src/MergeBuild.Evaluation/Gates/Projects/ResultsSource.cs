using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Harness;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>Results that an evaluator elsewhere wrote: a file of ours, or a file or folder of lm-evaluation-harness.</summary>
/// <param name="suite">The suite's name.</param>
/// <param name="pattern">The full path, with <c>{name}</c> for the parent's name, or <c>merged</c>.</param>
/// <param name="task">The task of the harness; null for the only one.</param>
/// <param name="mergeDigest">The digest of the merge that the results are of; null where the project does not say.</param>
internal sealed class ResultsSource(string suite, string pattern, string? task, string? mergeDigest) : ISuiteSource
{
    /// <summary>Stands for the model's name.</summary>
    public const string Placeholder = "{name}";

    // The merge's alone: a parent's are read when its baseline is made.
    public IEnumerable<string> Files => [PathOf(BaselineFolder.Accepted)];

    public bool IsBuiltIn => false;

    public BaselineExpectation Expect(string modelDigest) => new(modelDigest, null, null);

    public EvaluationResult Evaluate(SuiteModel model, SuiteRun run, CancellationToken cancellation)
    {
        if (!model.IsMerge && !pattern.Contains(Placeholder, StringComparison.Ordinal))
        {
            throw DiagnosticTable.ResultsNameless.Exception(model.Name, suite);
        }

        var path = PathOf(model.Name);
        var result = CommandOutput.Read(path, task, run.Cache.Files) ?? throw DiagnosticTable.ResultsMissing.Exception(model.Name, suite, path);
        var stated = result.Model.Digest ?? (model.IsMerge ? mergeDigest : null);
        if (stated is not null && stated != model.Digest)
        {
            throw DiagnosticTable.ResultsOfAnotherModel.Exception(path, model.Name, stated, model.Digest);
        }

        if (stated is null && model.IsMerge)
        {
            run.Warnings.Report(DiagnosticTable.ResultsOfUnknownModel.With(path, suite, model.Digest));
        }

        return result with { Model = model.Model.Identity };
    }

    private string PathOf(string name) => pattern.Replace(Placeholder, name, StringComparison.Ordinal);
}
