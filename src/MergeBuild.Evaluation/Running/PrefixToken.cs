using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>
/// The token before a text where the tokenizer adds none, since a model predicts nothing from nothing: the one that the
/// settings name, else the first that ends generations, which separated the texts of the training.
/// </summary>
internal sealed class PrefixToken(EvaluationPlan plan, ITokenizer tokenizer, ICausalLanguageModel model)
{
    private readonly Lazy<int> _id = new(() => plan.Settings.PrefixToken is { } token
        ? tokenizer.IdOf(token) ?? throw DiagnosticTable.PrefixTokenMissing.Exception(token)
        : model.EndTokens.Count > 0 ? model.EndTokens[0] : throw DiagnosticTable.PrefixTokenMissing.Exception("eos_token_id"));

    /// <summary>The token's id.</summary>
    public int Id => _id.Value;
}
