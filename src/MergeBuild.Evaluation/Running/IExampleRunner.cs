using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>Puts examples of one kind to a model.</summary>
internal interface IExampleRunner
{
    /// <summary>Turns an example into tokens, and refuses it if the model cannot take it.</summary>
    PreparedExample Prepare(SuiteExample example);

    /// <summary>What the model makes of some examples.</summary>
    IEnumerable<ExampleEvidence> Run(IReadOnlyList<PreparedExample> batch, CancellationToken cancellation);
}
