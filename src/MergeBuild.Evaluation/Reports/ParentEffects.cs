using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// What each parent does to each suite: the score of the merge less that of the same merge without the parent, turned so that more
/// than 0 means that the parent helps.
/// </summary>
/// <param name="Parents">The rows.</param>
/// <param name="Suites">The columns.</param>
/// <param name="Rows">One row a parent, one effect a suite; null where it was not measured.</param>
public sealed record ParentEffects(
    ImmutableArray<string> Parents, ImmutableArray<string> Suites, ImmutableArray<ImmutableArray<ParentEffect?>> Rows)
{
    /// <summary>Reads the matrix of a file that <c>mergebuild blame --json</c> wrote.</summary>
    /// <exception cref="MergeBuildException">The file is missing, or MB4300: it holds no such matrix.</exception>
    public static ParentEffects Read(string path, IFileSystem? files = null)
    {
        var fields = new ResultFields(JsonFile.ReadObject(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.EffectsInvalid), path, invalid: DiagnosticTable.EffectsInvalid);
        if (fields.Whole("schemaVersion") is var version && version != InterferenceJson.SchemaVersion)
        {
            throw DiagnosticTable.EffectsInvalid.Exception(path, $"schemaVersion is {version}, and this version of MergeBuild reads {InterferenceJson.SchemaVersion}.");
        }

        var cells = fields.Objects("matrix").Select(cell => (
            Parent: cell.Text("parent"), Suite: cell.Text("suite"),
            Effect: new ParentEffect(cell.Number("effect"), cell.OptionalNumber("lower"), cell.OptionalNumber("upper")))).ToArray();
        var parents = fields.Texts("parents");
        ImmutableArray<string> suites = [.. fields.Objects("suites").Select(suite => suite.Text("suite"))];
        return new ParentEffects(parents, suites, [.. parents.Select(parent => suites.Select(suite =>
            (ParentEffect?)cells.FirstOrDefault(cell => cell.Parent == parent && cell.Suite == suite).Effect).ToImmutableArray())]);
    }
}

/// <summary>The effect of one parent on one suite.</summary>
/// <param name="Difference">Score with the parent less score without it, in the metric's unit; above 0 where the parent helps.</param>
/// <param name="Lower">Its lower bound; null where there is none.</param>
/// <param name="Upper">Its upper bound; null where there is none.</param>
public sealed record ParentEffect(double Difference, double? Lower = null, double? Upper = null)
{
    /// <summary>Whether the bounds tell the effect from none.</summary>
    public bool IsShown => Lower > 0 || Upper < 0;
}
