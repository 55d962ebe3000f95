namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    // The SDK's targets raise this one themselves, before any task is loaded.
    public static readonly DiagnosticDescriptor SdkTooOld = Error(1090,
        "MergeBuild.Sdk needs the .NET SDK 10.0.100 or newer; this build runs on {0}.",
        "The tasks of MergeBuild are built for .NET 10.", "Install the .NET 10 SDK, or change the version in global.json.");

    public static readonly DiagnosticDescriptor RecipeAndItems = Error(1091,
        "The project names the recipe '{0}' and also sets {1}; the recipe alone decides what is merged.",
        "A recipe file and the project's own items would contradict each other.",
        "Remove the MergeRecipe item, or move what the project sets into the recipe.");

    public static readonly DiagnosticDescriptor SeveralRecipes = Error(1092,
        "The project names {0} recipes; one project builds one model.",
        "MergeRecipe was included more than once, perhaps by a wildcard.", "Keep one MergeRecipe item; write a project for each further model.");

    public static readonly DiagnosticDescriptor ShardSizeInvalid = Error(1093,
        "MergeShardSize is '{0}'; a number of bytes above 0 is expected, such as 4294967296, 500MB or 4GiB.",
        "The text is not a whole number with an optional unit (KB, MB, GB, TB, KiB, MiB, GiB, TiB).", "Correct the property.");

    public static readonly DiagnosticDescriptor ThreadsInvalid = Error(1094,
        "MergeThreads is '{0}'; a whole number above 0 is expected.",
        "The text is not a number of threads.", "Correct the property, or leave it out to use every core that the build may use.");

    public static readonly DiagnosticDescriptor RecipeSeedInvalid = Error(1095,
        "MergeSeed is '{0}'; a whole number from 0 to 18446744073709551615 is expected.",
        "The text is not a seed.", "Correct the property.");

    public static readonly DiagnosticDescriptor VerifyModeInvalid = Error(1096,
        "MergeVerify is '{0}'; it must be none, sample or full.", "The property has another value.",
        "Set MergeVerify to none (trust sizes and times), sample (hash a few places of each file) or full (hash everything), or leave it out.");

    public static readonly DiagnosticDescriptor StagesNotPlanned = Error(1097,
        "The recipe has {0} stages; PlanMerge plans recipes of one.", "What a stage changes decides what the stages behind it have to do.",
        "Build the project: stages whose parents did not change are not merged again.");

    public static readonly DiagnosticDescriptor SwitchInvalid = Error(1098,
        "{0} is '{1}'; it must be true or false.", "The property turns something on or off, and has another value.", "Correct the property, or leave it out.");

    public static readonly DiagnosticDescriptor BuildFilesFailed = Error(3098,
        "The build could not read or write one of its own files: {0}",
        "The operating system refused access to the model directory or to obj, or another program holds a file there.",
        "Check permissions and free space; the earlier output is untouched.");

    public static readonly DiagnosticDescriptor InternalError = Error(3099,
        "MergeBuild failed in a way that it should not: {0}",
        "A fault in MergeBuild.", "Build again with -bl and report the fault with the binary log; the earlier output is untouched.");
}
