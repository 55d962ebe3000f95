namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string HubAccess = "Set HF_TOKEN, or log in with any tool that writes the token file, as an account that may read the model.";

    public static readonly DiagnosticDescriptor HubReferenceInvalid = Error(5100,
        "'{0}' names no model of the Hub: {1}.", "A reference is hf:name, hf:organisation/name, or one of them with @revision.",
        "Correct the name as the address of the model's page shows it, and the branch, tag or commit.");

    public static readonly DiagnosticDescriptor HubRevisionTwice = Error(5101,
        "'{0}' names a revision, and so does Revision ('{1}').", "A model is taken at one revision.", "Keep one of the two.");

    public static readonly DiagnosticDescriptor HubRepositoryMissing = Error(5102,
        "{0} has no model '{1}' that this user may see.", "The name is wrong, the model was deleted, or it is private: the Hub gives the same answer to all three.",
        "Look the name up on the Hub. " + HubAccess);

    public static readonly DiagnosticDescriptor HubRevisionMissing = Error(5103,
        "The model '{0}' has no branch, tag or commit '{1}'.", "The revision is wrong, or was deleted.",
        "Look at the model's history on the Hub; after a deleted branch, restore with --force-evaluate.");

    public static readonly DiagnosticDescriptor HubGated = Error(5104,
        "The model '{0}' is gated: accept its terms at {1} and restore as the account that did.",
        "The owners give access to those who accept their terms, sometimes only after they have looked at the request.", HubAccess);

    public static readonly DiagnosticDescriptor HubTokenRefused = Error(5105,
        "{0} refuses the token for '{1}': {2}.", "The token has expired, was revoked, or does not reach this model.", HubAccess);

    public static readonly DiagnosticDescriptor HubFileMissing = Error(5106,
        "'{0}' at {1} has no file '{2}'.", "The shard index names a file that was never uploaded, or the lock file one that the Hub no longer has.",
        "Take another revision of the model, or tell its owners.");

    public static readonly DiagnosticDescriptor HubUnreachable = Error(5107,
        "'{0}' cannot be fetched: {1} (after {2} attempts).", "The network, a proxy or the Hub is down, or the Hub asks for fewer requests.",
        "Try again later; what was fetched is kept and the rest is fetched from where it stopped. HF_ENDPOINT names a mirror.");

    public static readonly DiagnosticDescriptor HubAnswerInvalid = Error(5108,
        "The answer to {0} cannot be used: {1}.", "HF_ENDPOINT is not the address of a Hub, something in between answers in its place, or its answer is damaged.",
        "Open the address in a browser, and correct HF_ENDPOINT or the proxy.");

    public static readonly DiagnosticDescriptor HubWrongBytes = Error(5109,
        "'{0}' of '{1}' arrived with {2}; the Hub states {3}. What arrived was deleted.",
        "The file was damaged on its way, or is not what the Hub says it is.", "Restore again. If it stays so, use the Hub itself in place of a mirror, or tell the model's owners.");

    public static readonly DiagnosticDescriptor HubNoWeights = Error(5110,
        "'{0}' at {1} has no weights as safetensors{2}.", "MergeBuild reads model.safetensors, shards with their index, and adapter_model.safetensors, in the model's top folder.",
        "Take a revision that has them, such as refs/pr/1 where the Hub converted the model, or convert it.");

    public static readonly DiagnosticDescriptor HubOffline = Error(5111,
        "The build is offline, and {0}.", "HF_HUB_OFFLINE is set, or --offline was given, and not all that is needed lies in the cache.",
        "Restore once with the network, or name the cache that has the model in HF_HUB_CACHE.");

    public static readonly DiagnosticDescriptor HubDiskSpace = Error(5112,
        "'{0}' has room for {1} bytes; {2} bytes are to be fetched into it.", "Models are kept in the cache that all tools of the Hub share.",
        "Make room, or move the cache with HF_HUB_CACHE or HF_HOME.");

    public static readonly DiagnosticDescriptor HubMoved = Warning(5113,
        "The model '{0}' is now called '{1}'.", "Its owners renamed it; the Hub answers to the old name until someone else takes it.",
        "Write the new name, and restore.");

    public static readonly DiagnosticDescriptor HubSettingInvalid = Error(5114,
        "{0} cannot be used: {1}.", "A variable of the environment, or the token file, has a value that it cannot have.", "Correct or unset it.");

    public static readonly DiagnosticDescriptor HubParentNotRestored = Error(5115,
        "The model '{0}' was not restored: {1}.", "Models of the Hub are fetched by restore, never by the merge.",
        "Run dotnet restore, or dotnet build without --no-restore.");

    public static readonly DiagnosticDescriptor LockInvalid = Error(5120,
        "'{0}' is no lock file that this version reads: {1}.", "The file was edited by hand, is torn by a merge conflict, or was written by a newer version.",
        "Restore the file from version control, or delete it and run dotnet restore.");

    public static readonly DiagnosticDescriptor LockOutdated = Error(5121,
        "'{0}' would change, and the mode is locked: {1}.", "In locked mode the parents are exactly those of the lock file.",
        "Run dotnet restore without --locked-mode, look at the change, and commit the lock file.");

    public static readonly DiagnosticDescriptor LockContradicted = Error(5122,
        "'{0}' of '{1}' at {2} is not what the lock file pins: {3}.", "A commit never changes, so the cache, the mirror or the lock file was tampered with or damaged.",
        "Find out which of them is right before anything is built. After that, delete the model's folder in the cache, or run dotnet restore --force-evaluate.");
}
