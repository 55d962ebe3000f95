using MergeBuild.Merging.Methods;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Incremental;

public sealed class Thresholds : IDisposable
{
    private const string Head = "lm_head.weight";
    private const int BlockLength = 32768;

    private readonly EditedProject _project = new(1, MergeMethods.All["ties"]);

    [Fact]
    public void That_stay_the_same_leave_the_other_blocks_of_the_tensor_alone()
    {
        Thread.Sleep(60);
        _project.Build();
        _project.SetBits(1, Head, FarFromBase(), 0x4080);
        Thread.Sleep(60);
        var files = new FaultyFileSystem();
        var result = _project.Build(files);

        Assert.Equal(1, result.Work.BlocksMerged);

        // The block of two bytes an element, once to count and once to merge; and headers.
        Assert.InRange(files.BytesOf(FileOperation.Read, _project.PathOf(2)), 4 * BlockLength, 4.5 * BlockLength);
        Assert.InRange(files.BytesOf(FileOperation.Read, _project.PathOf(0)), 4 * BlockLength, 4.5 * BlockLength);
        Assert.Equal(_project.CleanBuild(), _project.Files);
    }

    [Fact]
    public void That_move_have_the_whole_tensor_merged_again()
    {
        _project.Build();
        for (var element = 0; element < 2000; element++)
        {
            _project.SetBits(1, Head, element, 0x4080);
        }

        Assert.Equal(3, _project.Build().Work.BlocksMerged);
        Assert.Equal(_project.CleanBuild(), _project.Files);
    }

    [Fact]
    public void Are_not_looked_for_again_when_only_a_weight_changes()
    {
        Thread.Sleep(60);
        _project.Build();
        var yaml = File.ReadAllText(_project.Folder["recipe.yml"]).Replace("{value: 0.5}", "{value: 0.75}", StringComparison.Ordinal);
        var files = new FaultyFileSystem();
        ModelBuild.Run(
            Merging.Recipes.YamlRecipe.Read(_project.Folder.Write("other.yml", yaml), modelRoot: null), _project.Options with { Files = files },
            cancellation: TestContext.Current.CancellationToken);

        // One reading, to merge.
        var length = new FileInfo(Path.Combine(_project.PathOf(2), "model.safetensors")).Length;
        Assert.InRange(files.BytesOf(FileOperation.Read, _project.PathOf(2)), 0.9 * length, 1.1 * length);
    }

    public void Dispose() => _project.Dispose();

    // Kept by any threshold, before and after it grows even farther.
    private int FarFromBase()
    {
        var (expert, other) = (_project.Bits(1, Head), _project.Bits(0, Head));
        return Enumerable.Range(0, BlockLength).MaxBy(i => Math.Abs(Value(expert[i]) - Value(other[i])));
    }

    private static float Value(ushort bits) => BitConverter.Int32BitsToSingle(bits << 16);
}
