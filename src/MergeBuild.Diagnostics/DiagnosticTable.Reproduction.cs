namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string DiffersCure =
        "Run 'mergebuild verify' on the model: it tells whether its files are those of its manifest. Reproduce with --output and compare the two by 'mergebuild diff'.";

    public static readonly DiagnosticDescriptor ParentNotFound = Error(5330,
        "{0} is not found: {1}. {2} names its folder.",
        "A merge can only be made again from the files that the manifest lists. They are looked for in the folders that the command line names, and where the manifest says they came from; a parent from a folder, or from an earlier stage or another merge, has no such place.",
        "Name the folder; reproduce earlier stages and merges first, with --output. Name the feed of a package with --feed, and leave out --offline where a parent has to be fetched.");

    public static readonly DiagnosticDescriptor ParentDiffers = Error(5331,
        "{0} in '{1}' is not the one that was merged: {2}.",
        "The manifest lists every file of each parent with its length and BLAKE3 digest. Other files merge to another model.",
        "Name a folder that has the parent as it was then: the same revision, with the same files.");

    public static readonly DiagnosticDescriptor ReproducedParentUnknown = Error(5332,
        "{0} names '{1}', and the manifest has no such parent{2}",
        "Parents are called as in the manifest.", "Correct the name.");

    public static readonly DiagnosticDescriptor MethodVersionDiffers = Error(5333,
        "The model was merged by version {0} of the method '{1}'; MergeBuild {2} has {3}.",
        "A method's version is raised when the same inputs give other bytes than before.",
        "Use the version of MergeBuild that the manifest names in 'mergebuild'.");

    public static readonly DiagnosticDescriptor ManifestSaysTooLittle = Error(5334,
        "The manifest does not have {0}, without which the model cannot be merged again.",
        "Manifests of early versions of MergeBuild name a chat template of the recipe without its text.",
        "Merge the model again by its recipe; the new manifest has what it takes.");

    public static readonly DiagnosticDescriptor TensorNotReproduced = Error(5335,
        "The tensor '{0}' is not reproduced: {1}. The parents are those of the manifest; {2}.",
        "The same parents, recipe and method version give the same bytes, so that the manifest states what no merge gave, or one of another version of MergeBuild.",
        DiffersCure);

    public static readonly DiagnosticDescriptor FileNotReproduced = Error(5336,
        "'{0}' is not reproduced: {1}. The tensors and the parents are those of the manifest; {2}.",
        "The same parents, recipe and method version give the same bytes, so that the manifest states what no merge gave, or one of another version of MergeBuild.",
        DiffersCure);

    public static readonly DiagnosticDescriptor ManifestNotReproduced = Error(5337,
        "All files and tensors are reproduced, and the manifest says something else of the way there: {0}. {1}.",
        "What a manifest says of operations, parameters and keys follows from parents and recipe. Here it does not.",
        DiffersCure);

    public static readonly DiagnosticDescriptor ReproductionFolderTaken = Error(5338,
        "'{0}' is not an empty folder.",
        "A model is reproduced into an empty folder, so that it can be compared with nothing else in between.",
        "Name a folder that is empty or does not exist.");

    public static readonly DiagnosticDescriptor PackageNotRestored = Error(5339,
        "The package {0} {1} cannot be restored: {2}.",
        "A parent that came in a package is taken from NuGet's folder of packages, and restored from a feed where it is not there.",
        "Name the feed with --feed, or the folder of the model with --parent.");
}
