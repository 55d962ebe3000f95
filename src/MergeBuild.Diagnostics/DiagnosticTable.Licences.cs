namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string OrWaive = " With a reason that your counsel agrees with, a MergeLicenseWaiver item of this code does it, too.";

    public static readonly DiagnosticDescriptor LicenseAbsent = Error(5250,
        "The licence of '{0}' is not known: {1}.",
        "Without a licence nobody may pass a model on. It is read from the front matter of README.md in the model's folder.",
        "Set License on the item to the licence's id, or waive it: a MergeLicenseWaiver item with Reason and Expires.");

    public static readonly DiagnosticDescriptor LicenseNotInTable = Error(5251,
        "'{0}' has the licence '{1}', whose terms MergeBuild does not know{2}.",
        "The obligations of a licence cannot be kept without knowing them.",
        "Read the licence, and waive it with a MergeLicenseWaiver item that says why it allows the merge.");

    public static readonly DiagnosticDescriptor CardInvalid = Error(5252,
        "The front matter of '{0}' cannot be read: {1}",
        "A model card begins with YAML between two lines of three dashes.",
        "Correct the file, or set License on the item: the card is not read then.");

    public static readonly DiagnosticDescriptor LicenseForbidsDerivatives = Error(5253,
        "'{0}' has the licence {1}, which does not allow a merge to be shared.", "Licences with 'nd' forbid derivatives.", "Merge without the model." + OrWaive);

    public static readonly DiagnosticDescriptor LicenseWeaker = Error(5254,
        "The result is declared {0}, but '{1}' has the licence {2}, which does not allow that; the result is {3}.",
        "Most licences of models do not allow a derivative to be given to others on weaker terms.", "Set MergeLicense to the licence that the message names, or leave it out." + OrWaive);

    public static readonly DiagnosticDescriptor LicensesIncompatible = Error(5255,
        "'{0}' ({1}) and '{2}' ({3}) each demand their own terms for the whole result.",
        "A share-alike licence forbids further restrictions, and the other licence demands them.", "Merge without one of the two." + OrWaive);

    public static readonly DiagnosticDescriptor LicenseFamilyOnly = Error(5256,
        "'{0}' has the licence {1}, under which it may improve no model outside of its family; '{2}' has the licence {3}.",
        "Section 1.b.v of the Llama 2 and Llama 3 community licences.", "Merge it with models of the same licence only, or take a newer version of the model." + OrWaive);

    public static readonly DiagnosticDescriptor LicenseNonCommercial = Error(5257,
        "'{0}' has the licence {1}, which does not allow commercial use, and MergeCommercial is true.",
        "The project says that the result is for commercial use.", "Merge without the model, or do not set MergeCommercial." + OrWaive);

    public static readonly DiagnosticDescriptor LicenseNamePrefix = Error(5258,
        "'{0}' has the licence {1}, so the name of the result has to begin with '{2}'; it is '{3}'.",
        "Section 1.b.i of the Llama licences since 3.1.", "Set MergeModelName to a name that begins so." + OrWaive);

    public static readonly DiagnosticDescriptor WaiverInvalid = Error(5259,
        "The waiver for '{0}' {1}.", "A waiver names a parent, gives a Reason, and has a day on which it Expires.",
        "Write it as <MergeLicenseWaiver Include=\"parent\" Code=\"MB5250\" Reason=\"who allowed what\" Expires=\"2027-06-30\" />.");

    public static readonly DiagnosticDescriptor WaiverExpired = Error(5260,
        "The waiver of {0} for '{1}' expired on {2}: {3}",
        "Waivers end, so that somebody looks again.", "Look into the licence again, then set a later day or remove the model.");

    public static readonly DiagnosticDescriptor LicenseTextMissing = Warning(5261,
        "'{0}' has the licence {1}, of which a copy has to go with the result, but its folder has no LICENSE file.",
        "The licence asks for it, and the text can only come from the model's publisher.", "Put the file that the model was published with into its folder.");

    public static readonly DiagnosticDescriptor LicensesNeedReview = Warning(5262,
        "The terms of {0} all hold for the result; a person should read them together.",
        "Several licences pass their own terms on, and no table can tell whether they agree in everything.",
        "Read them, and add a MergeLicenseWaiver item of this code for one of the models to record that.");

    public static readonly DiagnosticDescriptor LicenseLedgerInvalid = Error(5263,
        "The licence ledger '{0}' is not valid: {1}", "The file is damaged, was edited, or is of another version.", BuildAgain);

    public static readonly DiagnosticDescriptor RestrictionsInvalid = Error(5270,
        "The restrictions '{0}' are not valid: {1}", "merge.restrictions.json has members and values of its own, see docs/licences.md.",
        "Correct the file, or fetch it again from where the model was published.");

    public static readonly DiagnosticDescriptor RestrictionForbids = Error(5271,
        "'{0}' may not be merged: {1}", "Its publisher says so in merge.restrictions.json.", "Merge without the model, or ask its publisher.");

    public static readonly DiagnosticDescriptor RestrictionDigest = Error(5272,
        "'{0}' has the SHA-256 digest {1}; the restrictions of '{2}' pin {3}.",
        "The publisher pins the file in merge.restrictions.json, and this is another one.", "Fetch the model again from where it was published.");

    public static readonly DiagnosticDescriptor RestrictionSignature = Error(5273,
        "'{0}' may be merged only with a valid signature by the key of its restrictions: {1}",
        "The publisher asks for it in merge.restrictions.json.", "Fetch the model again from where it was published, with model.sig.");
}
