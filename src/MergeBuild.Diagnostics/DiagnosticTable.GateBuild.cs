namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor SuiteParentMissing = Error(4260,
        "The suite '{0}' names no parent; Parent is to be one of {1}.",
        "A gate holds the merge against a parent, and it is not guessed which.", "Set Parent of the item to the name of an Expert or of the BaseModel; several names are divided by ';'.");

    public static readonly DiagnosticDescriptor SuiteParentUnknown = Error(4261,
        "The suite '{0}' names the parent '{1}', which the project does not have{2}",
        "The name is misspelt, or the model was removed or renamed.", "Correct Parent of the item.");

    public static readonly DiagnosticDescriptor SuiteNameTaken = Error(4262,
        "Two EvaluationSuite items have the name '{0}'.",
        "The name of a suite names its baselines; without Name it is that of the file.", "Set Name of one of the items.");

    public static readonly DiagnosticDescriptor EvaluationPropertyInvalid = Error(4263,
        "The property {0} is '{1}'; {2} is expected.", "The property has another value.", "Correct the property, or leave it out.");

    public static readonly DiagnosticDescriptor SuiteSettingForeign = Error(4264,
        "The suite '{0}' is evaluated by {1}, which {2} says nothing to.",
        "The setting is one of the built-in evaluator, which does not run here.", "Remove the setting, or give it to the command.");

    public static readonly DiagnosticDescriptor SuiteSourcesContradict = Error(4265,
        "The suite '{0}' has both {1} and {2}.", "Each of the two gives the results.", "Remove one of them.");

    public static readonly DiagnosticDescriptor CommandNotOwn = Error(4266,
        "The command of the suite '{0}' is not run: {1}.",
        "Commands run only where the project itself, a Directory.Build file or another file of the project's folder declares them, not a package.",
        "Write the EvaluationSuite item with its Command into the project.");

    public static readonly DiagnosticDescriptor ResultsMissing = Error(4267,
        "The results of '{0}' on the suite '{1}' are missing: '{2}' does not exist, or is empty.",
        "The evaluator has not run, or it wrote to another place.", "Evaluate the model, or correct Results of the item.");

    public static readonly DiagnosticDescriptor ResultsNameless = Error(4268,
        "The results of '{0}' on the suite '{1}' cannot be told from those of the merge: Results has no {{name}}.",
        "Results names one file or folder for all models.", "Write {name} into Results, which stands for the parent's name and for 'merged', such as results/{name}.");

    public static readonly DiagnosticDescriptor ResultsOfAnotherModel = Error(4269,
        "The results '{0}' are of another model than '{1}': its digest is {3}, and the results are of {2}.",
        "The model changed after it was evaluated.", "Evaluate the model again; then set ModelDigest, where the item has it, to the new digest.");

    public static readonly DiagnosticDescriptor ResultsOfUnknownModel = Warning(4270,
        "The results '{0}' of the suite '{1}' do not say which model they are of; the digest of this merge is {2}.",
        "Results of lm-evaluation-harness carry no digest, so that results of an older merge pass for those of this one.",
        "Set ModelDigest of the item to the digest of the merge that was evaluated, or let Command evaluate, which is bound to the merge.");

    public static readonly DiagnosticDescriptor IntegrityFindingsMore = Warning(4272,
        "{0} more tensors have the finding {1}; '{2}' lists them all.",
        "One cause shows in many tensors; the first of them are reported one by one.", "Look at the first findings.");

    public static readonly DiagnosticDescriptor VerdictsOfAnotherModel = Error(4273,
        "The verdicts '{0}' are not of this model: they are of the manifest {1}, and its digest is {2}.",
        "The file was copied from another model, or the model was written by something else than the build.", "Build the project again.");

    public static readonly DiagnosticDescriptor ModelReplacedWhileJudged = Error(4274,
        "The model in '{0}' was replaced while it was judged; what was found says nothing of the new one.",
        "A build of another project, or a program, writes to the same directory.", "Give each project a directory of its own, and build again.");
}
