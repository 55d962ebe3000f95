using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// The content of all files that decide a result. What looks unchanged is taken from the ledger; what changed in places
/// is hashed before the merge, so that only those places are merged again; what is new is hashed while the merge reads it.
/// </summary>
public sealed class InputTrees
{
    private readonly ImmutableSortedDictionary<string, Input> _inputs;
    private readonly ReadingOptions _options;
    private long _bytesRead;

    private InputTrees(ImmutableSortedDictionary<string, Input> inputs, ReadingOptions options)
    {
        _inputs = inputs;
        _options = options;
    }

    /// <summary>Bytes that were read for hashing alone.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>The paths in ordinal order.</summary>
    public IEnumerable<string> Paths => _inputs.Keys;

    /// <summary>Compares files with what the ledger knows of them.</summary>
    /// <param name="models">The files, those of a model together.</param>
    /// <param name="ledger">What the last build knew.</param>
    /// <param name="options">How to read.</param>
    public static InputTrees Open(IEnumerable<IReadOnlyCollection<InputFile>> models, BlockLedger ledger, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(options);
        var inputs = ImmutableSortedDictionary.CreateBuilder<string, Input>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            var groupLength = HashGroups.LengthFor(model.Sum(file => file.Identity.Length));
            foreach (var file in model)
            {
                inputs[file.Path] = new Input(file, ledger.Inputs.GetValueOrDefault(file.Path), groupLength);
            }
        }

        var trees = new InputTrees(inputs.ToImmutable(), options);
        foreach (var input in trees._inputs.Values)
        {
            trees.Compare(input);
        }

        return trees;
    }

    /// <summary>The tree of a file, which may not be complete before all that no one has read is hashed.</summary>
    public HashTree Of(string path) => _inputs[path].Tree;

    /// <summary>The tree of a shard.</summary>
    public HashTree Of(ModelShard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return Of(shard.Path);
    }

    /// <summary>The tree of a shard as the last build knew it; one that knows nothing where it did not.</summary>
    internal HashTree Before(ModelShard shard) => _inputs[shard.Path] is var input && input.Before is { } before && IsSameShape(before.Tree, input.Tree)
        ? before.Tree
        : new HashTree(input.Tree.Length, input.Tree.GroupLength);

    /// <summary>Hashes all that no one has read.</summary>
    public void Complete()
    {
        foreach (var input in _inputs.Values.Where(input => !input.Tree.IsComplete))
        {
            Complete(input);
        }
    }

    /// <summary>Stops the build if a file is not what it was when it was first looked at.</summary>
    public void CheckUnchanged()
    {
        foreach (var input in _inputs.Values)
        {
            if (IdentityOf(input.File.Path) != input.File.Identity)
            {
                throw DiagnosticTable.FileChanged.Exception(input.File.Path);
            }
        }
    }

    /// <summary>The files for the next build's ledger.</summary>
    public ImmutableDictionary<string, LedgerFile> ToLedger() => _inputs.ToImmutableDictionary(
        pair => pair.Key,
        pair => new LedgerFile(pair.Value.File.Identity.IsSettledAt(_options.Started) ? pair.Value.File.Identity : null, pair.Value.Tree),
        StringComparer.Ordinal);

    private FileIdentity? IdentityOf(string path)
    {
        try
        {
            using var file = _options.Files.OpenRead(path);
            return file.Identity;
        }

        // A file that is gone has changed, too.
        catch (MergeBuildException)
        {
            return null;
        }
    }

    private static bool IsSameShape(HashTree first, HashTree second) => first.Length == second.Length && first.GroupLength == second.GroupLength;

    private void Compare(Input input)
    {
        if (_options.Known.TryGetValue(input.File.Path, out var known) && known.Identity == input.File.Identity)
        {
            input.Tree = known.Tree;
            return;
        }

        if (input.Before is not { } before || !IsSameShape(before.Tree, input.Tree))
        {
            LookUp(input);
            return;
        }

        using var file = _options.Files.OpenRead(input.File.Path);
        if (before.Identity == input.File.Identity && IsAsBefore(file, before.Tree))
        {
            input.Tree = before.Tree;
            return;
        }

        // A file of which little changed is hashed now; one that is new altogether is merged anyway, and hashed on the way.
        var (changed, looked) = GroupCheck.Sample(file, before.Tree, 0.5, Count);
        if (2 * changed < looked)
        {
            Complete(input);
        }
        else
        {
            LookUp(input);
        }
    }

    // A tensor can be looked for in a store only by what its inputs are, so those have to be known before it is merged.
    private void LookUp(Input input)
    {
        if (_options.Store is not { } store)
        {
            return;
        }

        if (store.FindInput(input.File.Identity, input.Tree.GroupLength) is { } tree)
        {
            input.Tree = tree;
            return;
        }

        Complete(input);
        if (input.File.Identity.IsSettledAt(_options.Started))
        {
            store.AddInput(input.File.Identity, input.Tree);
        }
    }

    private bool IsAsBefore(IReadableFile file, HashTree tree) => _options.Verification switch
    {
        ContentVerification.Full => GroupCheck.IsIntact(file, tree, _options.Threads, Count, _options.Cancellation),
        ContentVerification.Sample => GroupCheck.Sample(file, tree, _options.SampleShift, Count).Changed == 0,
        _ => true,
    };

    private void Complete(Input input)
    {
        using var file = _options.Files.OpenRead(input.File.Path);
        var meter = new ProgressMeter("Hashing parents", 0, file.Length, _options.Progress);
        TreeReading.Complete(input.Tree, file, 0, _options.Threads, bytes =>
        {
            Count(bytes);
            meter.Add(0, bytes);
        }, _options.Cancellation);
    }

    private void Count(int bytes) => Interlocked.Add(ref _bytesRead, bytes);

    private sealed class Input(InputFile file, LedgerFile? before, int groupLength)
    {
        public InputFile File => file;

        public LedgerFile? Before => before;

        public HashTree Tree { get; set; } = new(file.Identity.Length, groupLength);
    }
}
