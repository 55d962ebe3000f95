using System.Globalization;

namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>The tokens of a model and their ids.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<int, string> _tokens = [];

    /// <summary>A vocabulary of tokens with ids. Of tokens with one id, the last is what the id stands for.</summary>
    public Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids;
        Lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (token, id) in ids)
        {
            _tokens[id] = token;
            LongestToken = Math.Max(LongestToken, token.Length);
        }
    }

    /// <summary>Ids by token.</summary>
    public IReadOnlyDictionary<string, int> Ids => _ids;

    /// <summary>Ids by the characters of a token.</summary>
    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; }

    /// <summary>The UTF-16 units of the longest token.</summary>
    public int LongestToken { get; }

    /// <summary>The id of a token, or null.</summary>
    public int? IdOf(string token) => _ids.TryGetValue(token, out var id) ? id : null;

    /// <summary>The token of an id, or null.</summary>
    public string? TokenOf(int id) => _tokens.GetValueOrDefault(id);

    /// <summary>The ids of the tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>; -1 where one is missing.</summary>
    public int[] ByteTokens() =>
        [.. Enumerable.Range(0, 256).Select(value => IdOf(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")) ?? -1)];
}
