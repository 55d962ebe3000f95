using System.Text;

namespace MergeBuild.Benchmarks;

/// <summary>Texts of made-up words, the same in every run.</summary>
internal static class SyntheticText
{
    private const int KnownWords = 20_000;
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiouáéöü";

    /// <summary>Sentences with numbers and punctuation whose words recur, the frequent ones often (Zipf).</summary>
    public static string Prose(int length) => Of(length, random =>
    {
        var rank = (int)Math.Pow(KnownWords, random.NextDouble());
        return Word(new Random(rank));
    });

    /// <summary>The same of words that hardly ever recur.</summary>
    public static string NewWords(int length) => Of(length, random => Word(random) + Word(random));

    private static string Of(int length, Func<Random, string> next)
    {
        var random = new Random(1);
        var text = new StringBuilder(length + 100);
        while (text.Length < length)
        {
            text.Append(random.Next(12) switch
            {
                0 => ". ",
                1 => ", ",
                2 => $" {random.Next(2000)} ",
                3 when random.Next(4) == 0 => "\n\n",
                _ => " ",
            }).Append(next(random));
        }

        return text.ToString();
    }

    private static string Word(Random random)
    {
        var word = new StringBuilder();
        for (var syllables = random.Next(1, 5); syllables > 0; syllables--)
        {
            word.Append(Consonants[random.Next(Consonants.Length)]).Append(Vowels[random.Next(Vowels.Length)]);
        }

        return word.ToString();
    }
}
