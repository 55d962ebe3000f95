using MergeBuild.Evaluation.Models.Layers;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>What requests have in common at their beginnings: the choices of a question follow one prompt.</summary>
internal sealed class SharedBeginnings : IDisposable
{
    // To send beginnings ahead means that all weights are read once more; that pays from about this many rows on.
    private const int RowsWorthReadingWeights = 32;

    private readonly SharedBeginning?[] _ofRequest;
    private readonly SharedBeginning[] _all;

    private SharedBeginnings(SharedBeginning?[] ofRequest)
    {
        _ofRequest = ofRequest;
        _all = [.. ofRequest.OfType<SharedBeginning>().Distinct()];
    }

    /// <summary>Rows that need not go through the model because others have.</summary>
    public int RowsSaved => _all.Sum(beginning => (beginning.Count - 1) * beginning.Length);

    /// <summary>The beginning that a request shares with others, or null.</summary>
    public SharedBeginning? this[int request] => _ofRequest[request];

    /// <summary>Finds neighbouring requests with the same beginning.</summary>
    public static SharedBeginnings Of(IReadOnlyList<ScoreRequest> requests, DecoderNetwork network)
    {
        var found = new SharedBeginning?[requests.Count];
        SharedBeginning? last = null;
        for (var i = 0; i < found.Length; i++)
        {
            if (last?.Fits(requests[i], network) == true)
            {
                last.Join();
            }
            else
            {
                last = requests[i].FirstScored > 1 && ScoredSequence.InputsOf(requests[i]) > 0 ? new SharedBeginning(requests[i]) : null;
            }

            found[i] = last;
        }

        var shared = new SharedBeginnings([.. found.Select(beginning => beginning is { Count: > 1 } ? beginning : null)]);
        return shared.RowsSaved >= RowsWorthReadingWeights ? shared : new SharedBeginnings(new SharedBeginning?[found.Length]);
    }

    /// <summary>Sends the beginnings through the model.</summary>
    public void Run(DecoderNetwork network, int rowsOfBatch, CancellationToken cancellation)
    {
        for (var first = 0; first < _all.Length;)
        {
            var parts = new List<(SequenceState State, ReadOnlyMemory<int> Ids)>();
            for (var room = rowsOfBatch; room > 0 && first < _all.Length;)
            {
                if (_all[first].Take(room, network) is { } part)
                {
                    parts.Add(part);
                    room -= part.Ids.Length;
                }
                else
                {
                    first++;
                }
            }

            if (parts.Count > 0)
            {
                network.Run(new Batch(parts), cancellation).Dispose();
            }
        }
    }

    public void Dispose() => Array.ForEach(_all, beginning => beginning.Dispose());
}
