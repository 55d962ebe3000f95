namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor NothingToCompare = Error(4320,
        "The recipe has no expert whose weights can be compared.",
        "All tensors are of types that are copied, such as those of quantised checkpoints.", "Compare the checkpoints that were quantised.");

    public static readonly DiagnosticDescriptor TooFewExpertsLeft = Error(4321,
        "The method {0} needs {2} or more experts, and the tensor '{1}' has {3} without those that are left out.",
        "Leaving an expert out gives a merge that the method does not define.", "Add experts, or ask about the effect of parents with another method.");

    public static readonly DiagnosticDescriptor TaskVectorNotFinite = Error(4322,
        "The task vector of tensor '{0}' of '{1}' is not finite: {2} at element {3}.",
        "Expert and base differ by more than a float32 can hold.", "Check both; one of them is damaged, or the base is another one.");

    public static readonly DiagnosticDescriptor StagesNotAnalysed = Error(4323,
        "The recipe has {0} stages; {1} takes recipes of one.",
        "The parents of a later stage do not exist before the earlier ones are merged.", "Write a project or a recipe for each stage, and ask about one.");

    public static readonly DiagnosticDescriptor RequestInvalid = Error(4324,
        "'{0}' is not a merge request: {1}",
        "The file that the target WriteMergeRequest leaves for the tool is damaged, or of another version of MergeBuild.Sdk.",
        "Delete it and run the command again; use the same version of the tool and of MergeBuild.Sdk.");

    public static readonly DiagnosticDescriptor BlameSuiteMissing = Error(4325,
        "There is no suite to measure by.", "The project has no EvaluationSuite items, and the command names none; a recipe has none at all.",
        "Name a suite or its file: mergebuild blame project --suite suites/math.jsonl.");

    public static readonly DiagnosticDescriptor BlameSuiteUnknown = Error(4326,
        "'{0}' is neither a suite of the project nor a file{1}", "The name is misspelt, or the project has no such EvaluationSuite.",
        "Use the name of a suite (its file's name without the extension, unless Name is set), or the path of a file.");

    public static readonly DiagnosticDescriptor BlameSuiteTwice = Error(4327,
        "Two suites are named '{0}'.", "Effects are told by the names of suites.", "Give one of the EvaluationSuite items another Name, or rename the file.");

    public static readonly DiagnosticDescriptor BlameParentUnknown = Error(4328,
        "'{0}' is none of the experts{1}", "The name of --parent is misspelt, or that of the base, which every variant has.", "Use the name of an expert.");

    public static readonly DiagnosticDescriptor BlameMetricUnpaired = Error(4329,
        "The metric '{0}' of the suite '{1}' cannot be compared example by example.",
        "It is neither the mean of its examples' values nor one whose sums are known, or the suite has a single example or cluster.",
        "Measure by another metric (--metric), or add examples.");

    public static readonly DiagnosticDescriptor BlameSuiteSettingInvalid = Error(4330,
        "{0} of the suite '{1}' is '{2}'; allowed is {3}.", "The metadata of an EvaluationSuite item is wrong.", "Correct the item.");

    public static readonly DiagnosticDescriptor BlameOneExpert = Error(4331,
        "There is nothing to tell apart: the recipe has {0}.", "Effects of parents are those of leaving out one of several experts.", "Ask about a merge of two or more experts.");

    public static readonly DiagnosticDescriptor BlameLimitTooSmall = Error(4332,
        "The question takes {0} merges, and --limit allows {1}.",
        "The whole merge, the merges without each parent and those that were asked for besides are always made.",
        "Raise --limit, name fewer parents (--parent), or leave out --pairwise.");
}
