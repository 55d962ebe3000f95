namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string Changed = "The model directory was changed, or damaged, after it was built.";
    private const string BuildAgain = "Build the model again, or fetch it again from where it was published.";

    public static readonly DiagnosticDescriptor ManifestMissing = Error(5040,
        "'{0}' has no {1}, so there is nothing to verify it against.",
        "The folder was not built by MergeBuild, or its manifest was not copied with it.", "Copy the manifest from where the model was built.");

    public static readonly DiagnosticDescriptor ManifestInvalid = Error(5041,
        "The manifest '{0}' is not valid: {1}", "The manifest is damaged, or was edited.", BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedFileMissing = Error(5042,
        "'{0}' is missing; the manifest lists it.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedFileLength = Error(5043,
        "'{0}' has {1} bytes; the manifest says {2}.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedFileDigest = Error(5044,
        "'{0}' has the BLAKE3 digest {1}; the manifest says {2}.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedTensorMissing = Error(5045,
        "'{0}' does not hold tensor '{1}'; the manifest lists it there.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedTensorUnlisted = Error(5046,
        "'{0}' holds tensor '{1}'; the manifest does not list it there.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedTensorType = Error(5047,
        "In '{0}' tensor '{1}' is {2} of {3}; the manifest says {4} of {5}.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedTensorDigest = Error(5048,
        "In '{0}' tensor '{1}' has the BLAKE3 digest {2}; the manifest says {3}.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor VerifiedFileUnlisted = Error(5049,
        "'{0}' holds weights, but the manifest does not list it; a program could load it instead of those that it does.",
        "A file of another build or export lies in the model directory.", "Delete the file, or build the model into an empty folder.");
}
