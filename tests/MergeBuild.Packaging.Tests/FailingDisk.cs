using MergeBuild.Diagnostics;
using MergeBuild.Testing.Faults;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests;

public sealed class FailingDisk : IDisposable
{
    private const string Shorter = "merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n";
    private readonly BuildFolder _folder = new();
    private readonly Dictionary<string, byte[]> _old;
    private readonly Dictionary<string, byte[]> _new;

    public FailingDisk()
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2) })
        {
            TinyLlama.Of(1, seed).WriteTo(_folder[name]);
        }

        _folder.Build(BuildFolder.Ties, options => options with { ShardSize = 300 });
        _old = Output();
        Directory.Delete(_folder.Output, recursive: true);
        _folder.Build(Shorter);
        _new = Output();
    }

    public static TheoryData<FileOperation, FaultDuration> Faults =>
        [.. from operation in Enum.GetValues<FileOperation>()
            from duration in Enum.GetValues<FaultDuration>()
            select (operation, duration)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Leaves_every_file_old_or_complete_and_the_next_build_works(FileOperation operation, FaultDuration duration)
    {
        for (var occurrence = 1; ; occurrence++)
        {
            Restore(_old);
            var files = new FaultyFileSystem(new FileFault(operation, occurrence, duration));
            var exception = Record.Exception(() => _folder.Build(Shorter, options => options with { Files = files, Threads = 1 }));
            if (!files.HasFailed)
            {
                Assert.Null(exception);
                Assert.Equal(_new, Output());
                return;
            }

            AssertWhole(exception);
            _folder.Build(Shorter);
            Assert.Equal(_new, Output());
        }
    }

    [Theory]
    [InlineData(FileOperation.Create)]
    [InlineData(FileOperation.Preallocate)]
    [InlineData(FileOperation.Write)]
    [InlineData(FileOperation.Sync)]
    [InlineData(FileOperation.Replace)]
    public void Leaves_no_manifest_of_a_first_build_that_failed(FileOperation operation)
    {
        for (var occurrence = 1; ; occurrence++)
        {
            Restore([]);
            var files = new FaultyFileSystem(new FileFault(operation, occurrence, FaultDuration.Crash));
            var exception = Record.Exception(() => _folder.Build(Shorter, options => options with { Files = files }));
            if (!files.HasFailed)
            {
                Assert.Null(exception);
                return;
            }

            Assert.DoesNotContain(MergeManifest.FileName, _folder.OutputFiles);
        }
    }

    public void Dispose() => _folder.Dispose();

    private void AssertWhole(Exception? exception)
    {
        var files = Output();
        Assert.All(files.Where(file => !file.Key.EndsWith(".tmp", StringComparison.Ordinal)), file => Assert.True(
            Same(file.Value, _old.GetValueOrDefault(file.Key)) || Same(file.Value, _new.GetValueOrDefault(file.Key)), file.Key));

        // Who sees the new manifest sees all of the new files; and a build that says that it worked has published.
        if (exception is null || Same(files[MergeManifest.FileName], _new[MergeManifest.FileName]))
        {
            Assert.Equal(_new, files.Where(file => !file.Key.EndsWith(".tmp", StringComparison.Ordinal)).ToDictionary());
        }
        else
        {
            Assert.IsType<MergeBuildException>(exception);
        }
    }

    private void Restore(Dictionary<string, byte[]> files)
    {
        Directory.Delete(_folder.Output, recursive: true);
        Directory.CreateDirectory(_folder.Output);
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(_folder.Output, name), bytes);
        }
    }

    private Dictionary<string, byte[]> Output() => _folder.OutputFiles.ToDictionary(name => name, _folder.Read);

    private static bool Same(byte[] left, byte[]? right) => right is not null && left.AsSpan().SequenceEqual(right);
}
