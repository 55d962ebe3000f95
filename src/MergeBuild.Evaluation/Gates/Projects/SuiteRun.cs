using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>What evaluations of one build share.</summary>
/// <param name="Evaluator">The built-in evaluator.</param>
/// <param name="Cache">Results that are known.</param>
/// <param name="Directory">The project's folder, in which commands run.</param>
/// <param name="WorkDirectory">A folder for what commands write.</param>
/// <param name="OnOutput">Told each line that a command writes.</param>
/// <param name="Warnings">Gets what the user should know.</param>
internal sealed record SuiteRun(
    Evaluator Evaluator, ResultCache Cache, string Directory, string WorkDirectory, Action<string>? OnOutput, DiagnosticBag Warnings);
