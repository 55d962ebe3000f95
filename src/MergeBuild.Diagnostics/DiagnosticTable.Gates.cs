namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string RefreshBaselines = "Refresh the baselines with 'dotnet build -t:UpdateBaselines', look at the change, and commit it.";
    private const string LossShown = "The merge answers fewer of the suite's examples as well as the parent does, and by more than chance explains.";
    private const string MendMerge = "Give the parent more weight or density, or leave out the parent that interferes; docs/gates.md tells how to find it. If the loss is accepted, lower MinimumRetention.";
    private const string MoreExamples = "Add examples to the suite, or accept the uncertainty.";
    private const string CheckParents = "Check that each parent was trained from this base; docs/gates.md tells what the figures mean.";

    public static readonly DiagnosticDescriptor BaselineMissing = Error(4200,
        "There is no baseline of '{0}' on the suite '{1}': '{2}' does not exist.", "The suite or the parent is new, or the file was not committed.", RefreshBaselines);

    public static readonly DiagnosticDescriptor BaselineInvalid = Error(4201,
        "The baseline '{0}' is not valid: {1}", "The file is damaged, was edited, or was not merged correctly by git.", RefreshBaselines);

    public static readonly DiagnosticDescriptor BaselineStale = Error(4202,
        "The baseline '{0}' is stale: {1}.", "The parent, the suite or the settings changed after the baseline was made.", RefreshBaselines);

    public static readonly DiagnosticDescriptor BaselineNameInvalid = Error(4203,
        "'{0}' cannot name {1} of baselines: {2}.", "Parents and suites give names to folders and files that must work on every system.", "Rename the parent or the suite with letters, digits, '.', '-' and '_'.");

    public static readonly DiagnosticDescriptor VerdictsInvalid = Error(4204,
        "The verdicts '{0}' are not valid: {1}", "The file is damaged, was edited, or is of another version.", "Delete the file; the next build judges again.");

    public static readonly DiagnosticDescriptor RetentionLost = Error(4210,
        "The merge lost what '{0}' knows on the suite '{1}': {2}.", LossShown, MendMerge);

    public static readonly DiagnosticDescriptor RetentionNotShown = Error(4211,
        "It is not shown that the merge keeps what '{0}' knows on the suite '{1}': {2}.", "The policy is ProofOfRetention, and the lower bound lies below the required retention.", "Add examples, mend the merge, or use the policy EvidenceOfHarm.");

    public static readonly DiagnosticDescriptor RetentionUncertain = Warning(4212,
        "It is uncertain whether the merge keeps what '{0}' knows on the suite '{1}': {2}.", "The estimate lies below the required retention, but by no more than chance explains.", MoreExamples);

    public static readonly DiagnosticDescriptor SafetyLost = Error(4213,
        "The merge is less safe than '{0}' on the suite '{1}': {2}.", "Merging dilutes refusals that one parent learned.", "Give the safest parent more weight, or leave out the one that undoes its training.");

    public static readonly DiagnosticDescriptor SafetyNotShown = Error(4214,
        "It is not shown that the merge is as safe as '{0}' on the suite '{1}': {2}.", "A suite with Safety passes only on proof.", "Add examples, or give the safest parent more weight.");

    public static readonly DiagnosticDescriptor CalibrationLost = Error(4215,
        "The merge is less calibrated than '{0}' on the suite '{1}': {2}.", "The confidence of the merge no longer tells how often it is right.", "Mend the merge, or raise MaximumCalibrationDrift.");

    public static readonly DiagnosticDescriptor ResultsNotComparable = Error(4220,
        "The results of the merge and of '{0}' on the suite '{1}' cannot be compared: {2}.", "Both must answer the same examples, put to them in the same way.", "Evaluate both with the same suite, settings and version.");

    public static readonly DiagnosticDescriptor ResultsDiffer = Warning(4221,
        "The results of the merge and of '{0}' on the suite '{1}' were made differently: {2}.", "The difference can change scores, though it need not.", "Evaluate both in the same way.");

    public static readonly DiagnosticDescriptor ParentNearChance = Warning(4222,
        "'{0}' has {2} on the suite '{1}', which is not more than the {3} of guessing, so that its retention says nothing.", "The parent does not know what the suite asks, or the suite is too small.", "Gate the parent with a suite that it is good at.");

    public static readonly DiagnosticDescriptor ParentNearZero = Warning(4223,
        "The score {2} of '{0}' on the suite '{1}' cannot be told from zero, so that there is no retention.", "The parent does not know what the suite asks, or the metric has no ratio.", "Gate the parent with a suite that it is good at, or by another metric.");

    public static readonly DiagnosticDescriptor TooFewExamples = Warning(4224,
        "The suite '{0}' has {1} {2}; a verdict takes at least {3}{4}.", "Of very few examples, nothing can be concluded.", "Add examples.");

    public static readonly DiagnosticDescriptor UnpairedComparison = Warning(4225,
        "The merge and '{0}' are compared on the suite '{1}' without pairing: {2}.", "Without results of single examples, a gate needs two to three times as many of them.", "Keep results of single examples, such as with --log_samples.");

    public static readonly DiagnosticDescriptor MetricDirectionUnknown = Error(4226,
        "It is not known whether more of the metric '{1}' of the suite '{0}' is better.", "The metric can go either way, as a rate of refusals can.", "Set HigherIsBetter of the suite to true or false.");

    public static readonly DiagnosticDescriptor GatedMetricMissing = Error(4227,
        "The results of {0} on the suite '{1}' have no value of the metric '{2}'{3}", "The metric was not evaluated, is not defined on these examples, or is misspelt.", "Evaluate with the metric, or gate by another one.");

    public static readonly DiagnosticDescriptor GatedMetricAmbiguous = Error(4228,
        "The suite '{0}' has several metrics, and none is the usual one: {1}.", "A foreign evaluator names metrics in its own way.", "Set Metric of the suite.");

    public static readonly DiagnosticDescriptor GateSettingInvalid = Error(4229,
        "The setting {0} of the gate on '{1}' must be {2}, not {3}.", "The value is not allowed.", "Correct the value; docs/gates.md lists what each setting takes.");

    public static readonly DiagnosticDescriptor ResultTensorNotFinite = Error(4240,
        "The tensor '{0}' of the merge has {1} values that are not finite.", "Weights overflowed the output type, or a parent is damaged.", "Check the parents, or write the result in a wider type.");

    public static readonly DiagnosticDescriptor ResultTensorZero = Error(4241,
        "The tensor '{0}' of the merge is zero throughout, and that of no parent is.", "Weights cancel each other, or all of them are zero.", "Check the weights and densities.");

    public static readonly DiagnosticDescriptor ResultTensorConstant = Error(4242,
        "The tensor '{0}' of the merge is {1} throughout, and that of no parent is constant.", "The tensor was overwritten, or its weights cancel each other.", "Check the weights and densities.");

    public static readonly DiagnosticDescriptor ResultNormUnusual = Warning(4243,
        "The root mean square of the tensor '{0}' of the merge is {1}; those of its parents go from {2} to {3}.", "The sum of the weights is far from 1, or a method scales what it keeps.", "Check the weights, lambda and normalize.");

    public static readonly DiagnosticDescriptor ResultNormExtreme = Error(4244,
        "The root mean square of the tensor '{0}' of the merge is {1}; those of its parents go from {2} to {3}.", "The merge scales the tensor beyond use.", "Check the weights, lambda and normalize.");

    public static readonly DiagnosticDescriptor ResultOutlier = Warning(4245,
        "The greatest magnitude in the tensor '{0}' of the merge is {1}; that of its parents is {2}.", "Single weights grew far beyond those of any parent.", "Check the weights, lambda and normalize.");

    public static readonly DiagnosticDescriptor ParentUnrelated = Error(4250,
        "'{0}' is not a relative of '{1}': over all matrices, the cosine of their weights is {2}; at least {3} is expected.", "The base is wrong, the parent was trained from another one, or its weights were rearranged to prevent merging.", CheckParents);

    public static readonly DiagnosticDescriptor ParentDistant = Warning(4251,
        "'{0}' is far from '{1}': over all matrices, the norm of the task vector is {2} of the base's; at most {3} is usual.", "The parent was trained for long or from another base; merging in proportion to distance favours it.", CheckParents);

    public static readonly DiagnosticDescriptor ParentTensorForeign = Warning(4252,
        "In '{0}' the tensor '{1}' does not go back to that of '{2}': their cosine is {3}, while {4} is usual in this parent{5}.", "The tensor was replaced, initialised anew, or stands in another layer.", CheckParents);

    public static readonly DiagnosticDescriptor TaskVectorsOpposed = Warning(4253,
        "The task vectors of '{0}' and '{1}' oppose each other in the tensor '{2}': their cosine is {3}.", "What one parent learned, the other unlearned; their sum loses both.", "Merge with a method that resolves conflicts of signs, such as ties, or exclude the tensor of one of them.");
}
