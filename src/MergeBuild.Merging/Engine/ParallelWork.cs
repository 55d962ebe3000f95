using System.Runtime.ExceptionServices;

namespace MergeBuild.Merging.Engine;

/// <summary>Independent pieces of work on several threads, failing as one piece alone would.</summary>
public static class ParallelWork
{
    /// <summary>Does pieces 0 to <paramref name="count"/> − 1; throws what the first failing one threw.</summary>
    public static void For(int count, int threads, Action<int> body, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, count, options, body);
        }
        catch (AggregateException exception)
        {
            // Parallel.For wraps whatever a piece throws, even if it is the only one.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
