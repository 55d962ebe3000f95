using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>The result's tokens: those of one parent under the numbers that they have there, and what comes behind them.</summary>
internal sealed class ResultVocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly List<AddedToken> _newAdded = [];
    private readonly HashSet<string> _beside = new(StringComparer.Ordinal);

    private ResultVocabulary(Vocabulary own)
    {
        Own = own;
        _ids = new Dictionary<string, int>(own.Ids, StringComparer.Ordinal);
        Count = own.Ids.Count == 0 ? 0 : own.Ids.Values.Max() + 1;
    }

    /// <summary>The vocabulary that it starts from.</summary>
    public Vocabulary Own { get; }

    /// <summary>The other vocabularies that are united with it, each once.</summary>
    public IReadOnlyList<Vocabulary> Others { get; private init; } = [];

    /// <summary>All tokens.</summary>
    public IReadOnlyDictionary<string, int> Ids => _ids;

    /// <summary>One more than the largest number.</summary>
    public int Count { get; private set; }

    /// <summary>The new tokens beside the normal ones.</summary>
    public IReadOnlyList<AddedToken> NewAdded => _newAdded;

    /// <summary>Whether there are tokens that the starting vocabulary does not have.</summary>
    public bool IsExtended => _ids.Count > Own.Ids.Count;

    /// <summary>
    /// The tokens of <paramref name="own"/>, then the normal ones of the others in their order, then their added ones,
    /// then those that rules name and nobody in it has.
    /// </summary>
    /// <param name="own">The vocabulary that keeps its numbers.</param>
    /// <param name="others">Those to be united with it; none for one vocabulary alone.</param>
    /// <param name="rules">The rules for tokens.</param>
    /// <param name="known">All parents' vocabularies, which say how a new token is to be found in text.</param>
    public static ResultVocabulary Of(Vocabulary own, IEnumerable<Vocabulary> others, IEnumerable<TokenRule> rules, IEnumerable<Vocabulary> known)
    {
        var result = new ResultVocabulary(own) { Others = [.. others.Where(other => other != own).Distinct()] };
        foreach (var (token, _) in result.Others.SelectMany(other => Vocabulary.InOrder(other.Normal)))
        {
            result.Add(token);
        }

        foreach (var added in result.Others.SelectMany(other => other.Added.OrderBy(added => added.Id)))
        {
            result.AddBeside(added);
        }

        var flags = known.SelectMany(vocabulary => vocabulary.Added).ToLookup(added => added.Content, StringComparer.Ordinal);
        foreach (var rule in rules.Where(rule => !result.Ids.ContainsKey(rule.Token)))
        {
            result.AddBeside(flags[rule.Token].FirstOrDefault() ?? new AddedToken(rule.Token, 0, null));
        }

        return result;
    }

    private void Add(string token) => Count += _ids.TryAdd(token, Count) ? 1 : 0;

    // A token can be new and yet stand among the others' normal ones: it still has to be found before text is split.
    private void AddBeside(AddedToken added)
    {
        Add(added.Content);
        if (!Own.Ids.ContainsKey(added.Content) && _beside.Add(added.Content))
        {
            _newAdded.Add(added with { Id = _ids[added.Content] });
        }
    }
}
