using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Store;

namespace MergeBuild.Packaging.Tests.Incremental;

public sealed class SharedStore : IDisposable
{
    private readonly EditedProject _project = new(1, MergeMethods.All["ties"]);

    private string Store => _project.Folder["store"];

    private string[] Objects => Directory.GetFiles(Path.Combine(Store, "objects"), "*", SearchOption.AllDirectories);

    [Fact]
    public void Another_clone_finds_what_the_first_has_merged()
    {
        var first = Build("one");
        var second = Build("two");

        Assert.Equal(0, first.Work.BlocksReused);
        Assert.Equal(0, second.Work.BlocksMerged);
        Assert.Equal(Files("one"), Files("two"));
    }

    [Fact]
    public void A_branch_merges_only_what_no_other_has_merged()
    {
        Build("one");
        _project.EditBytes(1, "lm_head.weight");
        var second = Build("two");
        var clean = _project.CleanBuild();

        Assert.InRange(second.Work.BlocksMerged, 1, 3);
        Assert.Equal(clean["model.safetensors"], Files("two")["model.safetensors"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_damaged_object_is_not_believed(int place)
    {
        Build("one");
        foreach (var path in Objects)
        {
            var bytes = File.ReadAllBytes(path);
            bytes[place < 0 ? bytes.Length + place : place] ^= 1;
            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(0, Build("two").Work.BlocksReused);
        Assert.Equal(Files("one"), Files("two"));
        Assert.Equal(0, Build("three").Work.BlocksMerged);
    }

    [Fact]
    public void An_intact_object_under_the_name_of_another_is_not_believed()
    {
        Build("one");
        foreach (var alike in Objects.GroupBy(path => new FileInfo(path).Length).Where(group => group.Count() > 1).Select(group => group.ToArray()))
        {
            var contents = Array.ConvertAll(alike, File.ReadAllBytes);
            foreach (var (index, path) in alike.Index())
            {
                File.WriteAllBytes(path, contents[(index + 1) % contents.Length]);
            }
        }

        Build("two");
        Assert.Equal(Files("one"), Files("two"));
    }

    [Fact]
    public void A_truncated_object_is_not_believed()
    {
        Build("one");
        Array.ForEach(Objects, path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^33]));

        Assert.Equal(0, Build("two").Work.BlocksReused);
        Assert.Equal(Files("one"), Files("two"));
    }

    [Fact]
    public void An_object_under_the_name_of_another_is_not_believed()
    {
        Build("one");
        var contents = Objects.Order(StringComparer.Ordinal).ToDictionary(path => path, File.ReadAllBytes);
        foreach (var (path, other) in contents.Keys.Zip(contents.Keys.Skip(1).Append(contents.Keys.First())))
        {
            File.WriteAllBytes(path, contents[other]);
        }

        Assert.Equal(0, Build("two").Work.BlocksReused);
        Assert.Equal(Files("one"), Files("two"));
    }

    [Fact]
    public void A_store_that_is_only_read_stays_as_it_is()
    {
        Build("one", isReadOnly: true);
        Assert.False(Directory.Exists(Store));
        Build("two");
        var before = Directory.GetFiles(Store, "*", SearchOption.AllDirectories);
        _project.EditBytes(1, "lm_head.weight");
        Build("three", isReadOnly: true);
        Assert.Equal(before, Directory.GetFiles(Store, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_a_warning()
    {
        _project.Folder.Write("store", "a file where the folder should be");
        var result = Build("one");

        Assert.Equal(["MB3070"], result.Warnings.Select(warning => warning.Code));
        Assert.Equal(_project.CleanBuild(), Files("one"));
    }

    [Fact]
    public void Collection_spares_what_was_used_within_the_grace_period()
    {
        Build("one");
        var objects = Objects;
        foreach (var path in objects.Skip(1))
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-8));
        }

        Assert.Equal(0, StoreCollection.Run(Store, TimeSpan.FromDays(9), 0, TestContext.Current.CancellationToken).FilesDeleted);
        var result = StoreCollection.Run(Store, TimeSpan.FromDays(7), 0, TestContext.Current.CancellationToken);
        Assert.Equal(objects.Length - 1, result.FilesDeleted);
        Assert.Equal(objects[..1], Objects);
        Build("two");
        Assert.Equal(Files("one"), Files("two"));
    }

    [Fact]
    public void Collection_keeps_the_last_used_up_to_a_size()
    {
        Build("one");
        var objects = Objects;
        for (var i = 0; i < objects.Length; i++)
        {
            File.SetLastWriteTimeUtc(objects[i], DateTime.UtcNow.AddDays(-10 - i));
        }

        var largest = new FileInfo(objects[0]).Length + new FileInfo(objects[1]).Length;
        foreach (var file in Directory.GetFiles(Path.Combine(Store, "inputs"), "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        Assert.Equal(2, StoreCollection.Run(Store, TimeSpan.FromDays(7), largest, TestContext.Current.CancellationToken).FilesKept);
        Assert.Equal(objects[..2].Order(StringComparer.Ordinal), Objects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Builds_and_collections_at_the_same_time_do_not_disturb_one_another()
    {
        var recipe = _project.Recipe;
        Build("expected");
        var expected = Files("expected");
        using var stop = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                StoreCollection.Run(Store, TimeSpan.Zero, 0, CancellationToken.None);
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => ModelBuild.Run(
            recipe, Options($"clone{i}"), cancellation: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)));
        await stop.CancelAsync();
        await collecting;

        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(expected, Files($"clone{i}")));
    }

    public void Dispose() => _project.Dispose();

    private ModelBuildResult Build(string clone, bool isReadOnly = false) => ModelBuild.Run(
        _project.Recipe, Options(clone) with { StoreIsReadOnly = isReadOnly }, cancellation: TestContext.Current.CancellationToken);

    private ModelBuildOptions Options(string clone) => _project.Options with
    {
        OutputDirectory = _project.Folder[$"{clone}/model"], LedgerFile = _project.Folder[$"{clone}/merge.ledger"], StoreDirectory = Store,
    };

    private Dictionary<string, byte[]> Files(string clone) => Directory.EnumerateFiles(_project.Folder[$"{clone}/model"])
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);
}
