namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor SigningKeyInvalid = Error(5230,
        "The key {0} cannot be used: {1}",
        "Keys are elliptic curve keys on P-256, P-384 or P-521 in PEM text; private ones to sign with, public ones to verify with.",
        "Make one with 'openssl ecparam -name prime256v1 -genkey -noout -out key.pem' and 'openssl ec -in key.pem -pubout -out key.pub.pem'.");

    public static readonly DiagnosticDescriptor SignatureMissing = Error(5231,
        "'{0}' has no signature '{1}'.", "The model was not signed, or the file was not copied with it.",
        "Fetch the signature from where the model was published, or sign with 'mergebuild sign'.");

    public static readonly DiagnosticDescriptor SignatureMalformed = Error(5232,
        "The signature '{0}' is not a bundle of OpenSSF Model Signing: {1}", "The file is damaged, was edited, or is of another kind.",
        "Fetch it again from where the model was published.");

    public static readonly DiagnosticDescriptor SignatureWrong = Error(5233,
        "The signature '{0}' is not valid for {1}.",
        "The model was signed with another key, or the signature was changed.", "Verify with the key or certificate that the publisher names.");

    public static readonly DiagnosticDescriptor SignatureNotSupported = Error(5234,
        "The signature '{0}' has {1}, which MergeBuild does not verify.",
        "OpenSSF Model Signing allows for more methods and algorithms than .NET has.", "Verify it with the tool that made it.");

    public static readonly DiagnosticDescriptor SignatureRootDigest = Error(5235,
        "The signature '{0}' states the root digest {1}, but its resources give {2}.", "The program that signed has an error.",
        "Ask the publisher to sign again.");

    public static readonly DiagnosticDescriptor SignedFileMissing = Error(5236,
        "'{0}' is missing; the signature lists it.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor SignedFileDigest = Error(5237,
        "'{0}' has the {1} digest {2}; the signature says {3}.", Changed, BuildAgain);

    public static readonly DiagnosticDescriptor SignedFileUnlisted = Error(5238,
        "'{0}' lies in the model directory, but is not signed.",
        "A file was added to the model directory after it was signed.", "Delete the file, or sign again if it belongs to the model.");

    public static readonly DiagnosticDescriptor SignedFileIsLink = Error(5239,
        "'{0}' is a link; signed models consist of files.", "What a link leads to can change without the model directory changing.",
        "Put the file itself into the model directory.");

    public static readonly DiagnosticDescriptor FileNameNotSignable = Error(5240,
        "The name of '{0}' has {1}, so the model cannot be signed.",
        "Other programs that verify signatures would take the name for something else.", "Rename the file.");

    public static readonly DiagnosticDescriptor CertificateRejected = Error(5241,
        "The certificate of '{0}' is not accepted: {1}",
        "A signing certificate must lead to one of the trusted ones, and be meant for signing.", "Pass the certificate authority that the publisher names.");

    public static readonly DiagnosticDescriptor NothingToSign = Error(5242,
        "'{0}' has no file to sign.", "The folder is empty.", "Build the model first.");
}
