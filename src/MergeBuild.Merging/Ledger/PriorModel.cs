using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Ledger;

/// <summary>The shards that the last build wrote, as far as they still are what it wrote.</summary>
public sealed class PriorModel : IDisposable
{
    private readonly Dictionary<string, IReadableFile> _files = new(StringComparer.Ordinal);
    private readonly BlockLedger _ledger;

    private PriorModel(BlockLedger ledger) => _ledger = ledger;

    /// <summary>Opens the shards of a ledger's model directory.</summary>
    public static PriorModel Open(BlockLedger ledger, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(options);
        var prior = new PriorModel(ledger);
        foreach (var (name, record) in ledger.Outputs)
        {
            if (TryOpen(Path.Combine(ledger.OutputDirectory, name), options) is not { } file)
            {
                continue;
            }

            if (IsAsBefore(file, record, options))
            {
                prior._files.Add(name, file);
            }
            else
            {
                file.Dispose();
            }
        }

        return prior;
    }

    /// <summary>A shard that is as it was, or null.</summary>
    internal IReadableFile? File(string name) => _files.GetValueOrDefault(name);

    /// <summary>The tree of a shard that is as it was, or null.</summary>
    internal HashTree? Tree(string name) => _files.ContainsKey(name) ? _ledger.Outputs[name].Tree : null;

    /// <summary>A tensor's record, whether or not its bytes can still be had.</summary>
    internal LedgerTensor? Record(string tensor) => _ledger.Tensors.GetValueOrDefault(tensor);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }

        _files.Clear();
    }

    private static IReadableFile? TryOpen(string path, ReadingOptions options)
    {
        try
        {
            return System.IO.File.Exists(path) ? options.Files.OpenRead(path) : null;
        }

        // What cannot be read is written anew, or that fails with the same reason.
        catch (MergeBuildException)
        {
            return null;
        }
    }

    // One that looks changed may only have been linked to, or given another mode; hashing costs less than merging.
    private static bool IsAsBefore(IReadableFile file, LedgerFile record, ReadingOptions options) => file.Length == record.Tree.Length &&
        (file.Identity != record.Identity ? ContentVerification.Full : options.Verification) switch
        {
            ContentVerification.Full => GroupCheck.IsIntact(file, record.Tree, options.Threads, null, options.Cancellation),
            ContentVerification.Sample => GroupCheck.Sample(file, record.Tree, options.SampleShift, null).Changed == 0,
            _ => true,
        };
}
