namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor StatementInvalid = Error(5200,
        "The statements '{0}' are not valid: {1}", "The file is damaged, was edited, or is of another kind.", BuildAgain);

    public static readonly DiagnosticDescriptor StatementSubjectMissing = Error(5201,
        "'{0}' is missing; the statement in '{1}' lists it.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor StatementSubjectDigest = Error(5202,
        "'{0}' has the SHA-256 digest {1}; the statement in '{2}' says {3}.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor StatementUnlisted = Error(5203,
        "'{0}' lies in the model directory, but the statement in '{1}' does not list it.",
        "A file was added to the model directory after its provenance was written.", "Delete the file, or build the model again.");

    public static readonly DiagnosticDescriptor StatementSignature = Error(5204,
        "Statement {0} of '{1}' has no valid signature by {2}.",
        "The statement was not signed, was signed with another key, or was changed afterwards.",
        "Verify with the key that the publisher names, or sign with 'mergebuild sign'.");

    public static readonly DiagnosticDescriptor LineageDiffers = Error(5205,
        "'{0}' and '{1}' disagree about the parents: {2}",
        "One of the two files is of another build.", BuildAgain);

    public static readonly DiagnosticDescriptor CommitUnknown = Warning(5206,
        "The provenance of '{0}' names no commit: {1}",
        "The project lies in no git repository, the repository has no commit yet, or there is no git.",
        "Commit the project, and install git where models are built for others; or set MergeProvenance to false.");

    public static readonly DiagnosticDescriptor GateResultsInvalid = Error(5207,
        "The gate results '{0}' are not valid: {1}", "The file is damaged, was edited, or is of another version.", "Delete the file and build again.");

    public static readonly DiagnosticDescriptor StatementMissing = Error(5208,
        "'{0}' has no {1}.", "The model was built without MergeProvenance, or the file was not copied with it.",
        "Copy the file from where the model was built, or verify without asking for it.");

    public static readonly DiagnosticDescriptor SettingNotKnown = Error(5209,
        "The value '{0}' of {1} is not known; allowed are {2}.", "The property has a value that it cannot have.", "Set one of the allowed values.");
}
