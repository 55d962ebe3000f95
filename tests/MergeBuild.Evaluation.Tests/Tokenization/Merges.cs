using FsCheck.Fluent;
using MergeBuild.Evaluation.Tokenization.Subwords;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class Merges
{
    // Symbols are texts over a and b of up to 6 letters; every pair of them may merge, in an order drawn from the seed.
    private static readonly string[] Symbols =
        [.. Enumerable.Range(1, 6).SelectMany(length => Enumerable.Range(0, 1 << length).Select(bits => string.Concat(Enumerable.Range(0, length).Select(bit => (bits >> bit & 1) == 0 ? 'a' : 'b'))))];

    [Fact]
    public void Give_what_searching_the_whole_word_for_each_merge_gives() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), Arb.From(Gen.Choose(0, 1).ListOf()), (seed, word) =>
        {
            var merges = SomeMerges(seed);
            var symbols = word.ToList();
            new MergeTable(merges).Apply(symbols);
            return symbols.SequenceEqual(Naive(word, merges));
        }).Holds();

    [Fact]
    public void Of_one_rank_apply_from_the_left()
    {
        var symbols = new List<int> { 0, 0, 0, 0, 0 };
        new MergeTable(new Dictionary<ulong, (int, int)> { [MergeTable.Key(0, 0)] = (0, 1) }).Apply(symbols);

        Assert.Equal([1, 1, 0], symbols);
    }

    private static Dictionary<ulong, (int Rank, int Id)> SomeMerges(int seed)
    {
        var random = new Random(seed);
        var merges = new Dictionary<ulong, (int Rank, int Id)>();
        for (var rank = 0; rank < 40; rank++)
        {
            var (left, right) = (random.Next(14), random.Next(14));
            var id = Array.IndexOf(Symbols, Symbols[left] + Symbols[right]);
            merges.TryAdd(MergeTable.Key(left, right), (rank, id));
        }

        return merges;
    }

    private static List<int> Naive(IEnumerable<int> word, Dictionary<ulong, (int Rank, int Id)> merges)
    {
        var symbols = word.ToList();
        while (true)
        {
            var best = Enumerable.Range(0, Math.Max(0, symbols.Count - 1))
                .Where(index => merges.ContainsKey(MergeTable.Key(symbols[index], symbols[index + 1])))
                .OrderBy(index => merges[MergeTable.Key(symbols[index], symbols[index + 1])].Rank).ThenBy(index => index)
                .Cast<int?>().FirstOrDefault();
            if (best is not { } position)
            {
                return symbols;
            }

            symbols[position] = merges[MergeTable.Key(symbols[position], symbols[position + 1])].Id;
            symbols.RemoveAt(position + 1);
        }
    }
}
