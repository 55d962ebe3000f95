using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Baselines;

/// <summary>
/// The committed baselines of a project: <c>&lt;parent&gt;/&lt;suite&gt;.json</c>, which projects may share, and
/// <c>merged/&lt;project&gt;/&lt;suite&gt;.json</c> of its merge that was accepted last.
/// </summary>
/// <param name="directory">The folder.</param>
/// <param name="project">The project's name.</param>
/// <param name="files">The file system.</param>
public sealed class BaselineFolder(string directory, string project, IFileSystem? files = null)
{
    /// <summary>The folder of accepted merges; no parent can have its name.</summary>
    public const string Accepted = "merged";

    private const int MaximumNameLength = 100;

    private readonly IFileSystem _files = files ?? PhysicalFileSystem.Instance;

    /// <summary>The file of a parent's baseline.</summary>
    /// <param name="parent">The parent's name, or <see cref="Accepted"/>.</param>
    /// <param name="suite">The suite's name.</param>
    /// <exception cref="MergeBuildException">MB4203: a name cannot be that of a file on every system.</exception>
    public string PathOf(string parent, string suite)
    {
        CheckName(parent, "a folder");
        CheckName(suite, "a file");
        return Path.Combine(FolderOf(parent), suite + ".json");
    }

    /// <summary>The folder of a parent's baselines.</summary>
    /// <param name="parent">The parent's name, or <see cref="Accepted"/>.</param>
    public string FolderOf(string parent) => parent == Accepted ? Path.Combine(directory, Accepted, project) : Path.Combine(directory, parent);

    /// <summary>Refuses a parent that is named like the folder of the accepted merge.</summary>
    /// <exception cref="MergeBuildException">MB4203.</exception>
    public static void CheckParent(string parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        if (parent.Equals(Accepted, StringComparison.OrdinalIgnoreCase))
        {
            throw DiagnosticTable.BaselineNameInvalid.Exception(parent, "a folder", "it is the folder of the accepted merge");
        }
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="parent">The parent's name, or <see cref="Accepted"/>.</param>
    /// <param name="suite">The suite's name.</param>
    /// <param name="expected">What it must be of; null takes it as it is.</param>
    /// <exception cref="MergeBuildException">MB4200: it does not exist. MB4201: it is damaged. MB4202: it is stale.</exception>
    public EvaluationResult Read(string parent, string suite, BaselineExpectation? expected = null)
    {
        var path = PathOf(parent, suite);
        if (!File.Exists(path))
        {
            throw DiagnosticTable.BaselineMissing.Exception(parent, suite, path);
        }

        var baseline = BaselineJson.Read(JsonFile.ReadObject(_files, path, DiagnosticTable.BaselineInvalid), path);
        return expected?.Check(baseline, path) is { } stale ? throw new MergeBuildException(stale) : baseline;
    }

    /// <summary>Reads a baseline that a gate can do without: null where there is none, or it is stale.</summary>
    /// <exception cref="MergeBuildException">MB4201: it is damaged.</exception>
    public EvaluationResult? Find(string parent, string suite, BaselineExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return File.Exists(PathOf(parent, suite)) && Read(parent, suite) is var baseline && expected.Check(baseline, suite) is null ? baseline : null;
    }

    /// <summary>The accepted merge's result, or null where none was committed, or it is of another suite or other settings.</summary>
    public EvaluationResult? FindAccepted(string suite, BaselineExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Find(Accepted, suite, expected with { ModelDigest = null });
    }

    /// <summary>Why a baseline has to be made, or null where it is what it must be.</summary>
    public Diagnostic? Reason(string parent, string suite, BaselineExpectation expected)
    {
        try
        {
            _ = Read(parent, suite, expected);
            return null;
        }
        catch (MergeBuildException exception)
        {
            return exception.Diagnostics[0];
        }
    }

    /// <summary>Writes a baseline; one that is the same already is left alone.</summary>
    /// <returns>Whether the file changed.</returns>
    public bool Write(string parent, string suite, EvaluationResult result)
    {
        var path = PathOf(parent, suite);
        var bytes = BaselineJson.Write(result);
        if (File.Exists(path) && _files.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return false;
        }

        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        using var publication = new Publication(_files, folder);
        publication.Write(Path.GetFileName(path), bytes);
        publication.Commit();
        return true;
    }

    private static void CheckName(string name, string use)
    {
        ArgumentNullException.ThrowIfNull(name);
        var reason = name.Length is 0 or > MaximumNameLength ? $"it has {name.Length} characters, and 1 to {MaximumNameLength} are allowed"
            : name[0] == '.' || name[^1] == '.' ? "it begins or ends with '.'"
            : name.FirstOrDefault(character => !char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-' or '_')) is var other and not '\0' ? $"'{other}' is not allowed"
            : null;
        if (reason is not null)
        {
            throw DiagnosticTable.BaselineNameInvalid.Exception(name, use, reason);
        }
    }
}
