using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Evaluation.Tests.Models.Reference;

/// <summary>Holds a model's logits beside those of its definition.</summary>
internal static class FamilyCheck
{
    /// <summary>Ids of a sequence.</summary>
    public static int[] Ids(int count, int seed = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(FamilyModel.Vocabulary))];
    }

    /// <summary>
    /// Compares all logits with the definition's, the pass in one go with one in parts bit for bit, and the log-probabilities.
    /// </summary>
    public static void Equal(TinyModel model, Func<int[], double[][]> definition, int length = 23)
    {
        using var folder = new TemporaryFolder();
        using var loaded = ModelLogits.Load(model.WriteTo(folder["model"], shards: 2));
        var ids = Ids(length);
        var expected = definition(ids);
        var actual = ModelLogits.Of(loaded, ids);
        var size = expected.Max(row => row.Max(Math.Abs));
        Assert.InRange(size, 0.1, 1000);
        var worst = expected.Zip(actual, (e, a) => e.Zip(a, (x, y) => Math.Abs(x - y)).Max()).Max();
        Assert.InRange(worst / size, 0, 2e-5);
        Assert.Equal(actual, ModelLogits.Of(loaded, ids, [.. Enumerable.Repeat(1, length)]));
        Assert.Equal(actual, ModelLogits.Of(loaded, ids, 5, 1, length - 6));
    }
}
