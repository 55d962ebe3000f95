using System.Buffers;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>A model of the Hugging Face Hub, or of a server that speaks its language, at a revision.</summary>
/// <param name="Repository">The name: <c>organisation/name</c>, or <c>name</c> for the oldest models.</param>
/// <param name="Revision">A branch, a tag or a commit.</param>
public sealed record HubReference(string Repository, string Revision)
{
    /// <summary>What a reference begins with.</summary>
    public const string Prefix = "hf:";

    /// <summary>The revision where none is named.</summary>
    public const string DefaultRevision = "main";

    private const int MaximumRepositoryLength = 96;
    private const int MaximumRevisionLength = 250;
    private const int CommitLength = 40;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    // Of what git allows in the name of a branch, what is plain in a path, in an address and in a recipe, where + is taken.
    private static readonly SearchValues<char> RevisionCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./=,#");

    /// <summary>Whether the revision is a whole commit, which no one can move.</summary>
    public bool IsCommit => IsCommitId(Revision);

    /// <summary>The last part of the name: what the model is called where nothing else is said.</summary>
    public string ShortName => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>Whether a text asks for a model of the Hub.</summary>
    public static bool IsReference(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>Whether a text is the 40 digits of a commit.</summary>
    public static bool IsCommitId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == CommitLength && text.All(char.IsAsciiHexDigitLower);
    }

    /// <summary>Reads <c>hf:organisation/name@revision</c>; reports what is wrong with it and returns null.</summary>
    /// <param name="text">The reference; its prefix may be missing.</param>
    /// <param name="location">Where it is written.</param>
    /// <param name="bag">Gets what is wrong (MB5100).</param>
    public static HubReference? Read(string text, SourceLocation? location, DiagnosticBag bag)
    {
        ArgumentNullException.ThrowIfNull(bag);
        var (repository, revision) = Divide(text);
        if ((ProblemOfRepository(repository) ?? ProblemOfRevision(revision)) is { } problem)
        {
            bag.Report(DiagnosticTable.HubReferenceInvalid.At(location, text, problem));
            return null;
        }

        return new HubReference(repository, revision);
    }

    /// <summary>The model of the Hub that a text of a recipe means, or null: <c>organisation/name@revision</c> needs no prefix.</summary>
    public static HubReference? Find(string text)
    {
        var (repository, revision) = Divide(text);
        var isMeant = IsReference(text) || (text.Contains('@', StringComparison.Ordinal) && repository.Contains('/', StringComparison.Ordinal));
        return isMeant && ProblemOfRepository(repository) is null && ProblemOfRevision(revision) is null
            ? new HubReference(repository, revision)
            : null;
    }

    private static (string Repository, string Revision) Divide(string text)
    {
        var name = IsReference(text) ? text[Prefix.Length..] : text;
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (name, DefaultRevision) : (name[..at], name[(at + 1)..]);
    }

    /// <summary>The reference as it can be written.</summary>
    public override string ToString() => $"{Prefix}{Repository}@{Revision}";

    // The rules of the Hub: https://huggingface.co/docs/huggingface_hub/package_reference/utilities (validate_repo_id).
    private static string? ProblemOfRepository(string repository)
    {
        var parts = repository.Split('/');
        return repository.Length is 0 or > MaximumRepositoryLength ? $"a name has 1 to {MaximumRepositoryLength} characters"
            : parts.Length > 2 ? "a name has at most one '/', between organisation and model"
            : Array.Exists(parts, part => part.Length == 0) ? "a part of the name is empty"
            : Array.Exists(parts, part => part.AsSpan().ContainsAnyExcept(NameCharacters)) ? "a name has letters, digits, '-', '_' and '.' only"
            : Array.Exists(parts, part => part[0] is '-' or '.' || part[^1] is '-' or '.') ? "no part of a name begins or ends with '-' or '.'"
            : repository.Contains("--", StringComparison.Ordinal) || repository.Contains("..", StringComparison.Ordinal) ? "'--' and '..' are in no name"
            : repository.EndsWith(".git", StringComparison.Ordinal) ? "a name does not end with '.git'"
            : null;
    }

    // https://git-scm.com/docs/git-check-ref-format
    private static string? ProblemOfRevision(string revision) =>
        revision.Length is 0 or > MaximumRevisionLength ? $"a revision has 1 to {MaximumRevisionLength} characters"
        : revision.AsSpan().ContainsAnyExcept(RevisionCharacters) ? "the revision has a character that no branch, tag or commit has"
        : revision[0] == '-' || revision[^1] == '.' ? "a revision does not begin with '-' or end with '.'"
        : Array.Exists(revision.Split('/'), part => part.Length == 0 || part[0] == '.' || part.EndsWith(".lock", StringComparison.Ordinal))
            ? "no part of a revision is empty, begins with '.' or ends with '.lock'"
        : revision.Contains("..", StringComparison.Ordinal) ? "'..' is in no revision"
        : null;
}
