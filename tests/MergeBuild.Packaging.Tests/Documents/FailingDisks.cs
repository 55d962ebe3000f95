using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Versions;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Documents;

public sealed class FailingDisks : IDisposable
{
    private readonly DocumentFixture _fixture = new();

    public static TheoryData<FileOperation, FaultDuration> Faults => [.. EveryFault.Kinds];

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public void Leave_every_document_old_or_whole_and_the_next_build_completes_them(FileOperation operation, FaultDuration duration)
    {
        var cache = _fixture.Folder["obj/sha256"];
        Write(PhysicalFileSystem.Instance);
        var old = Files();
        _fixture.WriteVerdicts();
        Write(PhysicalFileSystem.Instance);
        var expected = Files();
        EveryFault.Of(operation, duration, files =>
        {
            foreach (var (name, bytes) in old)
            {
                File.WriteAllBytes(name, bytes);
            }

            Write(files);
        }, failure =>
        {
            Assert.All(Files(), file => Assert.True(file.Value.AsSpan().SequenceEqual(old.GetValueOrDefault(file.Key)) || file.Value.AsSpan().SequenceEqual(expected[file.Key]), file.Key));
            Assert.True(failure is null || failure.Diagnostics.Length == 1, failure?.Message);
            Assert.NotEmpty(_fixture.Statements);
            Write(PhysicalFileSystem.Instance);
            Assert.Equal(expected, Files());
        });

        void Write(IFileSystem files)
        {
            var digests = new Sha256Cache(cache, files);
            _fixture.Write(request => request with { Files = files, Digests = digests });
            digests.Save();
        }
    }

    [Fact]
    public void Make_a_release_unreadable_and_not_another()
    {
        var expected = FoundManifest.Read(_fixture.Output, _fixture.Folder[""]);
        EveryFault.Of(FileOperation.Read, FaultDuration.Once, files => Assert.Equal(expected.Bytes, FoundManifest.Read(_fixture.Output, _fixture.Folder[""], files: files).Bytes), _ => { });
        Assert.Equal(expected.Bytes, FoundManifest.Read(_fixture.Output, _fixture.Folder[""], files: new FaultyFileSystem { LongestRead = 7 }).Bytes);
    }

    // A digest that is off by a bit would be signed.
    [Fact]
    public void That_flip_a_bit_of_known_digests_change_no_digest()
    {
        var cache = _fixture.Folder["obj/sha256"];
        var weights = Path.Combine(_fixture.Output, "model.safetensors");
        File.SetLastWriteTimeUtc(weights, DateTime.UtcNow.AddHours(-1));
        Thread.Sleep(50);
        var expected = Digest();
        var intact = File.ReadAllBytes(cache);
        foreach (var damaged in Damage.Of(intact, seed: 3, count: 300))
        {
            File.WriteAllBytes(cache, damaged);
            Assert.Equal(expected, Digest());
        }

        string Digest()
        {
            var digests = new Sha256Cache(cache, PhysicalFileSystem.Instance);
            var digest = digests.Of(weights, TestContext.Current.CancellationToken);
            digests.Save();
            return digest;
        }
    }

    // Each provenance has an identifier of its own.
    private SortedDictionary<string, byte[]> Files() => new(Directory.EnumerateFiles(_fixture.Output, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is not (".tmp" or ".jsonl")).ToDictionary(path => path, File.ReadAllBytes), StringComparer.Ordinal);
}
