namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string Analyze = "Run dotnet build -t:AnalyzeParents, or mergebuild analyze, and merge again.";
    private const string NoBudget = "or merge without a read budget";

    public static readonly DiagnosticDescriptor ReadBudgetApproximation = Warning(3050,
        "The result is an approximation: a read budget of {0} bytes leaves out {1} of {2} blocks of experts. The weights are within {3} of the full merge (Euclidean norm, before rounding); leaving out every expert would be within {4}.",
        "MergeReadBudget is less than what the base and the experts have. Blocks whose task vectors add least for each byte are left out, and the manifest lists them.",
        "Raise or remove MergeReadBudget for the full merge; keep it where the bound is small enough.");

    public static readonly DiagnosticDescriptor ReadBudgetMethod = Error(3051,
        "The method {0} cannot merge within a read budget; allowed with one: {1}.",
        "What is left out of a sum of task vectors with fixed factors changes the result by no more than it is. Other methods trim, elect, drop or normalise by what they read, and nothing could be said of the error.",
        "Use one of the methods named, " + NoBudget + ".");

    public static readonly DiagnosticDescriptor ReadBudgetTooSmall = Error(3052,
        "The read budget of {0} bytes is too small: the smallest possible is {1} bytes, for the base model and the tensors that are copied.",
        "Experts can be left out, the base cannot.", "Raise MergeReadBudget to at least that.");

    public static readonly DiagnosticDescriptor ReadBudgetContent = Error(3053,
        "The tensor '{0}' of '{1}' is not taken as it is stored, so it cannot be merged within a read budget.",
        "An adapter is applied to it, or its rows are laid out by a rule for tokens; what a block then takes to read depends on more than the block.",
        "Merge the adapter into its base or the tokens in a project of their own, " + NoBudget + ".");

    public static readonly DiagnosticDescriptor NormsUnusable = Error(3054,
        "A read budget needs the norms of the task vectors, and '{0}' {1}.",
        "The parents were not analysed yet, the file was deleted or damaged, or another version of MergeBuild wrote it.", Analyze);

    public static readonly DiagnosticDescriptor NormsStale = Error(3055,
        "The norms in '{0}' are not those of '{1}': {2}.",
        "A parent was changed or added after the analysis.", Analyze);

    public static readonly DiagnosticDescriptor ReadBudgetInvalid = Error(3056,
        "MergeReadBudget is '{0}'; a number of bytes above 0 is expected, such as 2000000000, 500MB or 2GiB.",
        "The text is not a whole number with an optional unit (KB, MB, GB, TB, KiB, MiB, GiB, TiB).", "Correct the property.");

    public static readonly DiagnosticDescriptor ReadBudgetAndVerify = Error(3057,
        "MergeVerify={0} reads the parents again, which no read budget allows.",
        "Hashing what looks unchanged takes bytes of the weight files, all of them or some.",
        "Verify with dotnet build -t:AnalyzeParents, which honours MergeVerify, and leave it out of the build; " + NoBudget + ".");

    public static readonly DiagnosticDescriptor ReadBudgetStages = Error(3058,
        "The recipe has {0} stages; a read budget and its analysis take recipes of one.",
        "The parents of a later stage do not exist before the earlier ones are merged, so they cannot be analysed.",
        "Write a project for each stage, " + NoBudget + ".");

    public static readonly DiagnosticDescriptor ReadBudgetExceeded = Error(3059,
        "The read budget of {0} bytes would have been exceeded: a read would have made it {1} bytes. It was not done.",
        "A fault in MergeBuild: its own choice of blocks does not keep to the budget.", "Please report it with the project; merge without a read budget until then.");

    public static readonly DiagnosticDescriptor ParentNotSettled = Error(3060,
        "'{0}' was written at a time that has not come yet, so a later change of it could not be told.",
        "The clock was set back, or the file comes from a machine whose clock is ahead.", "Give the file the time of now (touch), and analyse again.");
}
