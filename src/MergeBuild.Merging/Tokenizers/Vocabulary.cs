using System.Text.Json.Nodes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>The tokens of a model and their numbers. Changed only while it is read.</summary>
internal sealed class Vocabulary(TokenizerKind kind)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _normal = new(StringComparer.Ordinal);
    private readonly List<AddedToken> _added = [];
    private readonly HashSet<string> _beside = new(StringComparer.Ordinal);

    public TokenizerKind Kind => kind;

    /// <summary>All tokens.</summary>
    public IReadOnlyDictionary<string, int> Ids => _ids;

    /// <summary>The tokens that text is split into.</summary>
    public IReadOnlyDictionary<string, int> Normal => _normal;

    /// <summary>The tokens beside them, some of which may be among the normal ones too.</summary>
    public IReadOnlyList<AddedToken> Added => _added;

    /// <summary>How likely tokens are, for the kind that has it.</summary>
    public Dictionary<string, double> Scores { get; } = new(StringComparer.Ordinal);

    /// <summary>The pairs that are joined, for the kind that has them.</summary>
    public List<(string Left, string Right)> Merges { get; } = [];

    /// <summary>What tokenizer.json holds, for the one that the result's is made from; null where the vocabulary is from older files.</summary>
    public JsonObject? Json { get; init; }

    public void AddNormal(string token, int id)
    {
        _normal[token] = id;
        _ids[token] = id;
    }

    /// <summary>Adds a token beside the normal ones. One that is normal too keeps the number that it has there, as loaders do it.</summary>
    public void AddBeside(string token, int id, JsonObject? flags)
    {
        if (_beside.Add(token))
        {
            _ids.TryAdd(token, id);
            _added.Add(new AddedToken(token, _ids[token], flags));
        }
    }

    /// <summary>Tokens in the order of their numbers.</summary>
    public static IEnumerable<KeyValuePair<string, int>> InOrder(IReadOnlyDictionary<string, int> tokens) =>
        tokens.OrderBy(token => token.Value).ThenBy(token => token.Key, StringComparer.Ordinal);
}
