using System.Collections.Immutable;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>The result's vocabulary, and for each parent which of its rows stands for which token.</summary>
public sealed class TokenizerPlan
{
    internal TokenizerPlan(TokenizerRule rule, int model, ResultVocabulary result, ImmutableArray<Vocabulary> parents)
    {
        Model = model;
        Ids = result.Ids;
        ParentIds = [.. parents.Select(parent => parent.Ids)];
        RowCount = checked((result.Count + rule.PadToMultipleOf - 1) / rule.PadToMultipleOf * rule.PadToMultipleOf);
        Tokens = TokensByRow(result, RowCount);
        Rules = rule.Tokens.GroupBy(token => result.Ids[token.Token]).ToDictionary(tokens => tokens.Key, tokens => tokens.First());
        Rows = [.. ParentIds.Select(RowsOf)];
    }

    /// <summary>Index of the parent whose tokenizer files the result's are made from.</summary>
    public int Model { get; }

    /// <summary>The number of rows of embedding and head, with padding.</summary>
    public int RowCount { get; }

    /// <summary>The numbers of the tokens.</summary>
    public IReadOnlyDictionary<string, int> Ids { get; }

    /// <summary>The token of each row; null for padding.</summary>
    internal ImmutableArray<string?> Tokens { get; }

    /// <summary>For each parent the row that it has for each row of the result, or -1.</summary>
    internal ImmutableArray<ImmutableArray<int>> Rows { get; }

    /// <summary>The rules for tokens, by row.</summary>
    internal Dictionary<int, TokenRule> Rules { get; }

    /// <summary>The numbers that the parents give the tokens. Their files, which are large, are not kept while weights are merged.</summary>
    internal ImmutableArray<IReadOnlyDictionary<string, int>> ParentIds { get; }

    private ImmutableArray<int> RowsOf(IReadOnlyDictionary<string, int> parent) =>
        [.. Tokens.Select(token => token is not null && parent.TryGetValue(token, out var row) ? row : -1)];

    // Of two tokens with one number, which is legal, the first in ordinal order names the row.
    private static ImmutableArray<string?> TokensByRow(ResultVocabulary result, int rowCount)
    {
        var tokens = new string?[rowCount];
        foreach (var (token, id) in result.Ids)
        {
            tokens[id] = tokens[id] is { } other && string.CompareOrdinal(other, token) < 0 ? other : token;
        }

        return ImmutableArray.Create(tokens);
    }
}
