using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Checkpoints.Tests.Hashing;

public sealed unsafe class Widths
{
    private const int Inputs = 40;

    public static TheoryData<ulong, bool> Kinds => new()
    {
        { 0, true },
        { uint.MaxValue - 5UL, true },
        { 0, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_width_computes_what_one_word_at_a_time_does(ulong counter, bool areChunks)
    {
        var expected = Compress<ScalarWords>(counter, areChunks);

        Assert.Equal(expected, Compress<Words128>(counter, areChunks));
        Assert.Equal(expected, Compress<Words256>(counter, areChunks));
        Assert.Equal(expected, Compress<Words512>(counter, areChunks));
        Assert.Equal(expected, CompressOneByOne(counter, areChunks));
    }

    private static uint[] CompressOneByOne(ulong counter, bool areChunks)
    {
        var blocks = areChunks ? Blake3Constants.BlocksInChunk : 1;
        var input = OfficialVectors.Input(Inputs * blocks * Blake3Constants.BlockLength);
        var values = new uint[Inputs * Blake3Constants.ValueWords];
        var flags = areChunks ? 0 : Blake3Constants.Parent;
        fixed (byte* source = input)
        fixed (uint* destination = values)
        {
            for (var i = 0; i < Inputs; i++)
            {
                Blake3Rows.Compress(
                    source + (i * blocks * Blake3Constants.BlockLength), blocks, areChunks ? counter + (ulong)i : counter, areChunks, flags,
                    destination + (i * Blake3Constants.ValueWords));
            }
        }

        return values;
    }

    private static uint[] Compress<TLanes>(ulong counter, bool areChunks)
        where TLanes : struct, IWordLanes<TLanes>
    {
        var blocks = areChunks ? Blake3Constants.BlocksInChunk : 1;
        var input = OfficialVectors.Input(Inputs * blocks * Blake3Constants.BlockLength);
        var values = new uint[Inputs * Blake3Constants.ValueWords];
        var flags = areChunks ? 0 : Blake3Constants.Parent;
        fixed (byte* source = input)
        fixed (uint* destination = values)
        {
            var done = Blake3.CompressAll<TLanes>(source, 0, Inputs, blocks, counter, areChunks, flags, destination);
            Blake3.CompressAll<ScalarWords>(source, done, Inputs, blocks, counter, areChunks, flags, destination);
        }

        return values;
    }
}
