using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Suites;

/// <summary>The examples of one JSONL file, all of one kind; the format is described in <c>docs/suites.md</c>.</summary>
public sealed class EvaluationSuite
{
    // A suite is held in memory whole; larger sets are sampled before they are evaluated.
    private const int MaximumLength = 256 << 20;

    private EvaluationSuite(string path, Blake3Digest digest, ImmutableArray<SuiteExample> examples)
    {
        Path = path;
        Digest = digest;
        Examples = examples;
    }

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>The file's name without its extension.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>BLAKE3 of the file's bytes.</summary>
    public Blake3Digest Digest { get; }

    /// <summary>What all examples ask of a model.</summary>
    public SuiteKind Kind => Examples[0].Kind;

    /// <summary>At least one example, in the order of the file.</summary>
    public ImmutableArray<SuiteExample> Examples { get; }

    /// <summary>Reads a suite.</summary>
    /// <exception cref="MergeBuildException">The file is missing, or one of its lines is wrong (MB41xx, with line and column).</exception>
    public static EvaluationSuite Read(string path, IFileSystem? files = null)
    {
        var bytes = (files ?? PhysicalFileSystem.Instance).ReadAllBytes(path, MaximumLength);
        return new EvaluationSuite(path, Blake3.Hash(bytes), new SuiteReader(path).Read(bytes));
    }
}
