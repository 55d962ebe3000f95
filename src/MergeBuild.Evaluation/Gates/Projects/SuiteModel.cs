using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>A model that suites are put to: a parent, or the merge.</summary>
/// <param name="Name">The parent's name, or <see cref="BaselineFolder.Accepted"/> for the merge.</param>
/// <param name="Directory">Its directory.</param>
/// <param name="Model">The model, loaded when a suite needs it.</param>
internal sealed record SuiteModel(string Name, string Directory, EvaluatedModel Model) : IDisposable
{
    /// <summary>Whether it is the merge.</summary>
    public bool IsMerge => Name == BaselineFolder.Accepted;

    /// <summary>The digest of its files.</summary>
    public string Digest => Model.Identity.Digest!;

    public void Dispose() => Model.Dispose();
}
