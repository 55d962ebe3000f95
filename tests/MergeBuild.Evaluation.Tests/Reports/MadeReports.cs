using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Integrity;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Tests.Gates;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Reports;

/// <summary>Reports of merges that nobody made, judged by the real gates; task vectors are those of the trained models of the sample.</summary>
internal static class MadeReports
{
    private static readonly string[] Experts = ["math", "strings", "facts"];

    private static readonly Lazy<TaskVectorProfile> Profile = new(() =>
    {
        static ModelDirectory Parent(string name) => ModelDirectory.Open(Repository.Path($"samples/tiny-assistant/parents/{name}"));
        return TaskVectorProfile.Of(IntegrityAnalysis.Profile(Parent("math"), ("base", Parent("base")), [.. Experts.Select(name => (name, Parent(name)))]));
    });

    /// <summary>A merge that lost one skill, is uncertain of a second, keeps a third and the base's, and is not shown to be safe.</summary>
    public static ReportInput Lost { get; } = Of(
        Gate("math", "math", (170, 50, 4, 16)),
        Gate("strings", "strings", (196, 16, 6, 22)),
        Gate("facts", "facts", (228, 3, 4, 5)),
        Choices(),
        Gate("prose", "base", (210, 4, 5, 21), new GateSettings { MinimumRetention = 0.97 }, isBase: true),
        Gate("refusals", "strings", (40, 2, 0, 3), new GateSettings { Safety = true }));

    /// <summary>A merge that keeps everything.</summary>
    public static ReportInput Kept { get; } = Of(Gate("math", "math", (220, 3, 4, 13)), Gate("facts", "facts", (228, 3, 4, 5))) with { Findings = [] };

    /// <summary>Names that break whatever does not escape them.</summary>
    public static string Hostile { get; } = "a|b`c``d<script>alert(1)</script>]]>&amp;\"'[x](http://e.example)@all #1 ::error::##[error]\u0000\u0007\u001b[31m\r\n\u202Eltr\uFFFE\uFFFF\uD800 www.e.example é漢😀";

    /// <summary>A report of such names alone.</summary>
    public static ReportInput OfHostileNames { get; } = Lost with
    {
        Model = Hostile,
        Version = Hostile,
        Project = "C:\\secret\\folder\\" + Hostile,
        Gates = new GateReport(Hostile, [.. Lost.Gates.Verdicts.Select(verdict => verdict with
        {
            Suite = Hostile, Parent = Hostile, Metric = Hostile, Filter = Hostile, Notes = [new VerdictNote("MB4210", Hostile), new VerdictNote(Hostile, Hostile)],
            Digests = new VerdictDigests(Hostile, Hostile, Hostile), Estimate = verdict.Estimate! with { Method = Hostile },
        })]),
        Places = [new SourceLocation("/secret/" + Hostile, 3, 4)],
        Findings = [new VerdictNote("MB4240", Hostile)],
        TaskVectors = Lost.TaskVectors! with { Reference = Hostile, Parents = [.. Lost.TaskVectors.Parents.Select(_ => Hostile)] },
        Effects = Lost.Effects! with { Parents = [Hostile, Hostile, Hostile], Suites = [Hostile, Hostile, Hostile] },
        Reliability = [.. Lost.Reliability.Select(curve => curve with { Suite = Hostile, Parent = Hostile })],
        Rebuilt = [new RebuiltGroup(Hostile, 1, 2, Hostile)],
        Provenance = new ReportProvenance(Hostile, [new(Hostile, Hostile)], [new ParentProvenance(Hostile, Hostile, Hostile, [new(Hostile, Hostile)], Hostile)]),
    };

    private static ReportInput Of(params SuiteGate[] gates)
    {
        var report = MergeBuild.Evaluation.Gates.Gate.Judge([.. gates]);
        return new ReportInput
        {
            Model = "assistant",
            Version = "1.4.0",
            Project = "models/assistant/assistant.mergeproj",
            Gates = report,
            Places = [.. gates.Select((_, i) => new SourceLocation("models/assistant/assistant.mergeproj", 12 + i, 22))],
            Findings = [VerdictNote.Of(DiagnosticTable.ResultNormUnusual.With("model.layers.2.mlp.up_proj.weight", "0.051", "0.019", "0.021"))],
            TaskVectors = Profile.Value,
            Effects = new ParentEffects([.. Experts], ["math", "strings", "facts"],
            [
                [new ParentEffect(0.612, 0.55, 0.671), new ParentEffect(-0.083, -0.121, -0.044), new ParentEffect(-0.004, -0.019, 0.011)],
                [new ParentEffect(-0.125, -0.171, -0.08), new ParentEffect(0.544, 0.488, 0.6), new ParentEffect(0.012, -0.006, 0.031)],
                [new ParentEffect(-0.021, -0.05, 0.008), null, new ParentEffect(0.731, 0.68, 0.779)],
            ]),
            Reliability = ReliabilityCurve.Of([.. gates], report),
            Rebuilt =
            [
                new RebuiltGroup("model.layers.*.mlp.up_proj.weight", 44, 0, "the weight of the expert ‘math’ changed"),
                new RebuiltGroup("model.layers.*.self_attn.q_proj.weight", 4, 12, "the file of the expert ‘math’ changed here"),
                new RebuiltGroup("model.embed_tokens.weight", 0, 16, "nothing changed"),
            ],
            Provenance = new ReportProvenance("ties", [new("normalize", "true"), new("dtype", "bfloat16")],
            [
                new ParentProvenance("base", "base", new string('0', 63) + "1", [], "apache-2.0"),
                .. Experts.Select((name, i) => new ParentProvenance(name, "expert", new string((char)('a' + i), 64), [new("weight", "0.6"), new("density", "0.5")], i == 2 ? null : "mit")),
            ]),
        };
    }

    private static SuiteGate Gate(string suite, string parent, (int Both, int Lost, int Gained, int Neither) counts, GateSettings? settings = null, bool isBase = false)
    {
        var (merged, other) = MadeResults.Counts(counts.Both, counts.Lost, counts.Gained, counts.Neither);
        var (accepted, _) = MadeResults.Counts(counts.Both + counts.Lost, 0, counts.Gained, counts.Neither);
        return MadeResults.Against(merged, other, settings, suite) with { Parents = [new ParentResult(parent, other, isBase)], Accepted = accepted };
    }

    private static SuiteGate Choices()
    {
        // Golden-ratio steps scatter confidences evenly without chance.
        static IEnumerable<(bool, double)> Answers(double slope) => Enumerable.Range(0, 300).Select(i =>
        {
            var confidence = 0.3 + 0.68 * (i * 0.6180339887 % 1);
            return (i * 0.7548776662 % 1 < 0.1 + slope * confidence, confidence);
        });
        EvaluationResult merged = MadeResults.Choices("merge", Answers(0.78)), parent = MadeResults.Choices("facts", Answers(0.86));
        return MadeResults.Against(merged, parent, new GateSettings { MinimumRetention = 0.9, MaximumCalibrationDrift = 0.1 }, "facts-choice") with { Parents = [new ParentResult("facts", parent)] };
    }
}
