namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor ReleasedModelMissing = Error(5310,
        "MergeVersionPolicy is '{0}', and MergeReleasedModel is not set: there is nothing to compare the model with.",
        "The version is checked against a model that was released: a directory, a manifest, a package or a file in a tag.",
        "Set MergeReleasedModel, or MergeVersionPolicy to off.");

    public static readonly DiagnosticDescriptor ReleasedVersionUnknown = Error(5311,
        "'{0}' does not tell the version that it was released as.",
        "A package and a tag have a version; a directory and a manifest have none.", "Set MergeReleasedVersion.");

    public static readonly DiagnosticDescriptor ParentRoleInvalid = Error(5312,
        "MergeAs is '{0}'; expected Expert or BaseModel.", "A reference to a package or a project takes part in a merge as one of the two.",
        "Correct MergeAs, or leave it out where the reference is no parent.");

    public static readonly DiagnosticDescriptor PackageShowsNoModel = Error(5313,
        "The package '{0}' gives no model: {1}.",
        "A package of a model declares a MergeModel item in build/<id>.props, which a restore makes known to the project.",
        "Restore the project; reference a package that dotnet pack made of a merge project.");

    public static readonly DiagnosticDescriptor ProjectGivesNoModel = Error(5314,
        "The project '{0}' gives no model: {1}.",
        "A reference with MergeAs names a merge project, whose model becomes a parent.",
        "Correct the path, or leave MergeAs out where the reference is no parent.");

    public static readonly DiagnosticDescriptor ReferenceCycle = Error(5315,
        "The model would be made from itself: {0}.",
        "Merge projects that reference each other in a circle have no first one to build.", "Remove one of the references.");

    public static readonly DiagnosticDescriptor PackageAltered = Error(5316,
        "'{0}' of the package {1} {2} is not what the manifest in the package lists: its BLAKE3 digest is {3}, not {4}.",
        "The package was changed after it was made, or its folder after it was restored.",
        "Delete the package's folder and restore again; where that does not help, ask who made the package.");

    public static readonly DiagnosticDescriptor PackWeightsInvalid = Error(5317,
        "MergePackWeights is '{0}'; expected auto, always or never.", "The property has a value that it cannot have.", "Correct the property.");

    public static readonly DiagnosticDescriptor PackWeightsLimitInvalid = Error(5318,
        "MergePackWeightsLimit is '{0}'; expected a number of bytes such as 200MB or 2GiB.", "The property has a value that it cannot have.",
        "Correct the property.");

    public static readonly DiagnosticDescriptor WeightsSourceMissing = Error(5319,
        "The weights have {0} bytes and stay outside of the package, and MergeWeightsSource does not say where they can be had.",
        "Beyond MergePackWeightsLimit, or with MergePackWeights at never, a package has digests in place of weights, and those who use it fetch them.",
        "Set MergeWeightsSource to a folder or to a model of the Hub, raise MergePackWeightsLimit, or set MergePackWeights to always.");

    public static readonly DiagnosticDescriptor WeightsSourceInvalid = Error(5320,
        "The weights' source '{0}' is neither a folder nor a model of the Hub such as hf:acme/math@v1.2: {1}.",
        "Weights that are outside of a package are fetched from a folder or from the Hub.", "Correct MergeWeightsSource.");

    public static readonly DiagnosticDescriptor WeightsNotFetched = Error(5321,
        "'{0}' of the package {1} cannot be fetched from '{2}': {3}.",
        "The package has digests in place of weights; they lie where its maker said, or where WeightsSource of the reference says.",
        "See that the place can be reached, or set WeightsSource of the reference to another one.");

    public static readonly DiagnosticDescriptor WeightsWrong = Error(5322,
        "'{0}' in '{1}' is not that of the package {2}: it has {3} bytes with the BLAKE3 digest {4}; expected {5} bytes with {6}.",
        "Weights that were fetched are those that the package's manifest lists, or none.",
        "See that the place has the weights of this version of the package.");

    public static readonly DiagnosticDescriptor WeightsListInvalid = Error(5323,
        "'{0}' of a package is not valid: {1}",
        "merge.weights.json says which weights of a package are outside of it, and where; .nupkg.metadata is NuGet's note of the package's content hash.",
        "Restore the package again, or pack it again.");
}
