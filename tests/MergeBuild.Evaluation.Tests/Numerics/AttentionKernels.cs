using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Tests.Numerics;

public sealed unsafe class AttentionKernels
{
    [Theory]
    [InlineData(6, 0, 1, 0f)]
    [InlineData(16, 3, 64, 0f)]
    [InlineData(64, 60, 130, 5f)]
    [InlineData(80, 65, 200, 0f)]
    [InlineData(128, 0, 65, 30f)]
    public void Every_width_gives_the_same_bits(int dimension, int first, int end, float cap)
    {
        var random = new Random(dimension);
        float[] Vector() => [.. Enumerable.Range(0, dimension).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        using var pool = new BufferPool();
        using var cache = new KeyValueCache(1, dimension, pool);
        for (var position = 0; position < end; position++)
        {
            cache.Reserve(position + 1);
            cache.Store(0, position, Vector(), Vector());
        }

        var head = new AttentionHead((nint)cache.Keys(0), (nint)cache.Values(0), dimension, cache.Stride, first, end, 0.3f, cap);
        var query = Vector();
        var expected = Compute<ScalarLanes>(head, query);
        Assert.Equal(expected, Compute<Lanes128>(head, query));
        Assert.Equal(expected, Compute<Lanes256>(head, query));

        // Sixteen numbers side by side need a block of 64 dimensions and positions, which is what the cache rounds up to.
        Assert.Equal(expected, Compute<Lanes512>(head, query));
        Assert.Contains(expected, number => number != 0);
    }

    private static float[] Compute<TLanes>(AttentionHead head, float[] query)
        where TLanes : struct, ILanes<TLanes>
    {
        var result = new float[query.Length];
        AttentionKernel.Compute<TLanes>(head, query, result);
        return result;
    }
}
