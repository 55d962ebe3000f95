namespace MergeBuild.Evaluation.Numerics;

/// <summary>Runs numbered pieces of work on a fixed number of threads. Pieces write to places of their own, so the result
/// does not depend on which thread runs which.</summary>
internal sealed class Workers(int threads)
{
    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads };

    public int Threads => threads;

    /// <summary>Memory for activations, which the next layer uses again.</summary>
    public BufferPool Buffers { get; } = new();

    /// <summary>Rows of any content; disposing of them gives the memory back to the pool.</summary>
    public FloatRows Rows(int count, int width) => new(count, width, Buffers);

    /// <summary>Runs <paramref name="piece"/> for 0 to <paramref name="count"/>, exclusively.</summary>
    public void Run(int count, Action<int> piece)
    {
        if (threads == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
            {
                piece(i);
            }

            return;
        }

        var next = -1;
        Parallel.For(0, Math.Min(threads, count), _options, _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                piece(i);
            }
        });
    }
}
