namespace MergeBuild.Packaging.Hub;

/// <summary>
/// How often, and after how long, a request is made again. The waits double, with a random part so that many builds do
/// not come back together; what a server asks for with Retry-After counts more. No byte of a model depends on any of it.
/// </summary>
/// <param name="Attempts">Attempts in a row without a byte of progress.</param>
/// <param name="Wait">Waits; tests pass one that does not.</param>
internal sealed record HubRetry(int Attempts, Func<TimeSpan, CancellationToken, Task> Wait)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>The longest wait that a server may ask for; after that it is asked no more.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>What a build does.</summary>
    public static HubRetry Default { get; } = new(6, Task.Delay);

    /// <summary>Whether another attempt makes sense.</summary>
    public bool May(int attempt, HubTransientException failure) => attempt < Attempts && !(failure.RetryAfter > LongestAsked);

    /// <summary>Waits after a failed attempt, counted from 1.</summary>
    // CA5394 Insecure randomness: it spreads load and protects nothing.
#pragma warning disable CA5394
    public Task BeforeNextAsync(int attempt, HubTransientException failure, CancellationToken cancellation) => Wait(
        failure.RetryAfter ?? TimeSpan.FromTicks((long)(Math.Min(First.Ticks * Math.Pow(2, attempt - 1), Longest.Ticks) * (0.5 + (Random.Shared.NextDouble() / 2)))),
        cancellation);
#pragma warning restore CA5394
}
