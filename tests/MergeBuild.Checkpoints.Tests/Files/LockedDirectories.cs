using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class LockedDirectories : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_does_not_wait_and_leaves_nothing_behind()
    {
        using (DirectoryLock.Take(_folder.Path, () => Assert.Fail("It waited."), TestContext.Current.CancellationToken))
        {
            _folder.Write("something", "to keep");
        }

        Assert.Equal(["something"], _folder.FileNames);
    }

    [Fact]
    public async Task The_second_says_once_that_it_waits_and_gets_it_afterwards()
    {
        using var said = new SemaphoreSlim(0);
        var first = DirectoryLock.Take(_folder.Path, () => { }, TestContext.Current.CancellationToken);
        var second = Task.Run(() => DirectoryLock.Take(_folder.Path, () => said.Release(), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await said.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var held = await second;
        Assert.Equal(0, said.CurrentCount);
    }

    [Fact]
    public void Who_waits_can_be_cancelled()
    {
        using var held = DirectoryLock.Take(_folder.Path, () => { }, TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => DirectoryLock.Take(_folder.Path, cancellation.Cancel, cancellation.Token));
    }

    [Fact]
    public void A_directory_that_was_made_for_it_is_gone_afterwards_unless_it_was_used()
    {
        DirectoryLock.Take(_folder["empty"], () => { }, TestContext.Current.CancellationToken).Dispose();
        Assert.False(Directory.Exists(_folder["empty"]));
        using (DirectoryLock.Take(_folder["used"], () => { }, TestContext.Current.CancellationToken))
        {
            _folder.Write("used/file", "content");
        }

        Assert.True(File.Exists(_folder["used/file"]));
    }

    // Directories that come and go with the lock: none of the holders may have one that another holds under the same name.
    [Fact]
    public async Task Only_one_of_many_has_it_at_a_time()
    {
        var (holders, rounds) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 5; round++)
            {
                using var held = DirectoryLock.Take(_folder["shared"], () => { }, TestContext.Current.CancellationToken);
                Assert.Equal(1, Interlocked.Increment(ref holders));
                Interlocked.Increment(ref rounds);
                Thread.Yield();
                Interlocked.Decrement(ref holders);
            }
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(20, rounds);
    }

    [Fact]
    public void A_file_in_the_way_is_a_diagnostic()
    {
        var path = _folder.Write("file", "in the way");
        var exception = Assert.Throws<MergeBuildException>(() => DirectoryLock.Take(path, () => { }, TestContext.Current.CancellationToken));
        Assert.Equal("MB2061", Assert.Single(exception.Diagnostics).Code);
    }
}
