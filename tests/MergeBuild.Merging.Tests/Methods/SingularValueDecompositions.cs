using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>The singular value decomposition by its properties.</summary>
public sealed class SingularValueDecompositions
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(8, 30)]
    [InlineData(25, 25)]
    [InlineData(12, 5)]
    public void The_products_add_up_to_the_vectors_and_the_sides_are_orthonormal(int count, int length)
    {
        var random = new Random((count * 100) + length);
        var vectors = new VectorSet(count, length);
        for (var i = 0; i < count; i++)
        {
            foreach (ref var element in vectors[i])
            {
                element = random.NextDouble() - 0.5;
            }
        }

        var original = Enumerable.Range(0, count).Select(i => vectors[i].ToArray()).ToArray();
        var decomposition = SingularValues.Of(vectors);

        Assert.Equal(Math.Min(count, length), decomposition.Values.Length);
        Assert.Equal(decomposition.Values.OrderDescending(), decomposition.Values);
        AssertOrthonormal(decomposition.Left);
        AssertOrthonormal(decomposition.Right);
        for (var k = 0; k < count; k++)
        {
            for (var element = 0; element < length; element++)
            {
                var sum = decomposition.Values.Select((value, i) => value * decomposition.Left[i][k] * decomposition.Right[i][element]).Sum();
                Assert.Equal(original[k][element], sum, 1e-12);
            }
        }
    }

    [Fact]
    public void Vectors_in_a_plane_have_two_directions()
    {
        var random = new Random(1);
        var vectors = new VectorSet(60, 90);
        var plane = Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 90).Select(_ => random.NextDouble() - 0.5).ToArray()).ToArray();
        for (var i = 0; i < vectors.Count; i++)
        {
            VectorArithmetic.Add(vectors[i], random.NextDouble() - 0.5, plane[0]);
            VectorArithmetic.Add(vectors[i], random.NextDouble() - 0.5, plane[1]);
        }

        var decomposition = SingularValues.Of(vectors);

        Assert.Equal(2, decomposition.Values.Length);
        AssertOrthonormal(decomposition.Left);
        AssertOrthonormal(decomposition.Right);
    }

    [Fact]
    public void Zero_has_no_directions() => Assert.Empty(SingularValues.Of(new VectorSet(3, 4)).Values);

    private static void AssertOrthonormal(VectorSet vectors)
    {
        for (var i = 0; i < vectors.Count; i++)
        {
            for (var j = i; j < vectors.Count; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Reductions.Dot(vectors[i], vectors[j]), 1e-11);
            }
        }
    }
}
