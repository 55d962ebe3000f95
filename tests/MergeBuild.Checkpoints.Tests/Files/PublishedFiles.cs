using MergeBuild.Checkpoints.Files;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class PublishedFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FaultyFileSystem _files = new();

    [Fact]
    public void Every_file_is_synced_and_the_directory_before_and_after_the_last_name()
    {
        Publish("a", "b", "manifest");
        Assert.Equal(3, _files.Count(FileOperation.Sync));
        Assert.Equal(2, _files.Count(FileOperation.SyncDirectory));
    }

    [Fact]
    public void One_file_alone_needs_one_sync_of_the_directory()
    {
        Publish("a");
        Assert.Equal(1, _files.Count(FileOperation.SyncDirectory));
    }

    [Fact]
    public void The_last_file_is_not_named_when_the_names_of_the_others_may_be_lost()
    {
        var files = new FaultyFileSystem(new FileFault(FileOperation.SyncDirectory, 1));
        using var publication = new Publication(files, _folder.Path);
        publication.Write("a", "new"u8);
        publication.Write("manifest", "new"u8);
        Assert.Throws<MergeBuild.Diagnostics.MergeBuildException>(publication.Commit);
        Assert.False(File.Exists(_folder["manifest"]));
    }

    [Fact]
    public void No_name_changes_before_the_commit()
    {
        _folder.Write("a", "old");
        using var publication = new Publication(_files, _folder.Path);
        publication.Write("a", "new"u8);
        publication.Write("b", "new"u8);
        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.False(File.Exists(_folder["b"]));
    }

    // The shards of a model are created by the threads that merge them.
    [Fact]
    public void All_of_them_get_their_names_though_threads_create_them_at_the_same_time()
    {
        const int count = 100_000;
        var files = new NamesOnly();
        using var publication = new Publication(files, _folder.Path);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index => publication.Create($"{index}", 0));
        publication.Commit();
        Assert.Equal(count, files.Names.Count);
    }

    [Fact]
    public void Nothing_is_left_of_a_publication_that_is_not_committed()
    {
        using (var publication = new Publication(_files, _folder.Path))
        {
            publication.Write("a", "new"u8);
        }

        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public void The_directory_is_created()
    {
        using var publication = new Publication(_files, _folder["deep/er"]);
        publication.Write("a", "new"u8);
        publication.Commit();
        Assert.Equal("new", File.ReadAllText(_folder["deep/er/a"]));
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("sub/a")]
    public void A_name_that_is_a_path_is_refused(string name)
    {
        using var publication = new Publication(_files, _folder["out"]);
        Assert.Throws<ArgumentException>(() => publication.Create(name, 0));
    }

    [Fact]
    public void A_directory_that_has_the_final_name_is_refused_and_kept()
    {
        _folder.CreateFolder("a");
        Refused.With("MB2061", () => Publish("a"), _folder["a"]);
        Assert.True(Directory.Exists(_folder["a"]));
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public void Several_threads_may_write_their_parts_of_a_file()
    {
        const int Part = 1000;
        using (var publication = new Publication(_files, _folder.Path))
        {
            using (var file = publication.Create("shard", 64 * Part))
            {
                Parallel.For(0, 64, part => file.Write(Enumerable.Repeat((byte)part, Part).ToArray(), part * Part));
                file.Sync();
            }

            publication.Commit();
        }

        Assert.Equal(Enumerable.Range(0, 64 * Part).Select(i => (byte)(i / Part)), File.ReadAllBytes(_folder["shard"]));
    }

    public void Dispose() => _folder.Dispose();

    private void Publish(params string[] names)
    {
        using var publication = new Publication(_files, _folder.Path);
        foreach (var name in names)
        {
            publication.Write(name, "new"u8);
        }

        publication.Commit();
    }

    /// <summary>A disk that has only names.</summary>
    private sealed class NamesOnly : IFileSystem
    {
        public HashSet<string> Names { get; } = [];

        public IReadableFile OpenRead(string path) => throw new NotSupportedException();

        public IWritableFile Create(string path, long length, bool reserve = true) => null!;

        public IWritableFile Extend(string path) => throw new NotSupportedException();

        public void Replace(string source, string destination) => Names.Add(destination);

        public void SyncDirectory(string directory)
        {
        }

        public void Delete(string path)
        {
        }
    }
}
