using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// The row of a token for the parents that do not have it: what the recipe says; else the base model's row; else the row
/// of the one parent that has it, or the mean over those that do, by the weights that the method gives them; else zero.
/// </summary>
internal sealed class TokenDefaults(
    Recipe recipe, TokenizerPlan tokenizer, ImmutableArray<SourceTensor?> tensors, TensorPlan plan, DiagnosticBag diagnostics)
{
    private readonly List<string> _missing = [];
    private readonly int[] _takingPart = [.. plan.Sources.Select(source => source.Model)];
    private readonly Dictionary<int, double> _weights = plan.Experts.Zip(plan.Operands.Experts)
        .ToDictionary(pair => pair.First.Model, pair => pair.Second.Parameters["weight"]);

    /// <summary>A parent's row for a token, or -1. A number beyond its last row, as padded vocabularies have it, is none.</summary>
    public int RowOf(int model, int row) => tokenizer.Rows[model][row] is var own && own < RowsIn(model) ? own : -1;

    /// <summary>The shares that make up the row of a token.</summary>
    public RowShare[] Of(int row)
    {
        if (tokenizer.Rules.GetValueOrDefault(row) is { Origin: { } origin } rule)
        {
            return Ruled(rule, origin);
        }

        if (recipe.BaseModel is { } baseModel && RowOf(baseModel, row) is var baseRow and >= 0)
        {
            return [new RowShare(baseModel, baseRow, 1)];
        }

        var owners = Array.FindAll(_takingPart, model => RowOf(model, row) >= 0);
        if (owners.Length == 0)
        {
            owners = [.. Enumerable.Range(0, tensors.Length).Where(model => RowOf(model, row) >= 0)];
        }

        if (owners.Length == 0)
        {
            _missing.Add(tokenizer.Tokens[row]!);
        }

        return Mean(owners, row);
    }

    /// <summary>Warns of tokens that nobody has a row for.</summary>
    public void ReportMissing(bool isWanted)
    {
        if (isWanted && _missing.Count > 0)
        {
            diagnostics.Report(DiagnosticTable.TokensWithoutRows.At(recipe.Tokenizer!.Location, _missing.Count, _missing[0]));
        }
    }

    // Weights that are negative, or all zero, say nothing of how much of a row a mean should have.
    private RowShare[] Mean(int[] owners, int row)
    {
        var weights = Array.ConvertAll(owners, model => _weights.GetValueOrDefault(model, double.NaN));
        var sum = weights.Sum();
        return Array.TrueForAll(weights, weight => weight >= 0) && sum > 0
            ? [.. owners.Zip(weights, (model, weight) => new RowShare(model, RowOf(model, row), weight / sum))]
            : [.. owners.Select(model => new RowShare(model, RowOf(model, row), 1.0 / owners.Length))];
    }

    private RowShare[] Ruled(TokenRule rule, TokenOrigin origin)
    {
        if (origin.Model is not { } model)
        {
            return [];
        }

        var token = origin.Token ?? rule.Token;
        var row = origin.Id ?? tokenizer.ParentIds[model].GetValueOrDefault(token, -1);
        if (row >= 0 && row < RowsIn(model))
        {
            return [new RowShare(model, row, 1)];
        }

        diagnostics.Report(DiagnosticTable.TokenSourceMissing.At(rule.Location, rule.Token, recipe.Models[model].Name,
            origin.Id is { } id ? FormattableString.Invariant($"the number {id}") : $"'{token}'", plan.Result.Name));
        return [];
    }

    private long RowsIn(int model) => tensors[model]?.Tensor.Entry.Shape[0] ?? 0;
}
