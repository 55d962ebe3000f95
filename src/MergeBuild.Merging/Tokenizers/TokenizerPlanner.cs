using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>Resolves a recipe's rule for tokens against the vocabularies of its parents.</summary>
internal sealed class TokenizerPlanner(
    Recipe recipe, ImmutableArray<ModelDirectory> parents, int donor, IFileSystem files, DiagnosticBag diagnostics)
{
    private static readonly string[] Treatment = ["normalizer", "pre_tokenizer", "decoder"];

    /// <summary>Finds the tokens, their rows and the files; after an error some of them are missing.</summary>
    public PlannedTokenizer Plan()
    {
        var template = recipe.ChatTemplate is { } asked ? asked.Text ?? ChatTemplates.MostCommon(parents, donor, files) : null;
        if (recipe.Tokenizer is { } rule)
        {
            return ReadVocabularies() is { } vocabularies ? Plan(rule, vocabularies, template) : new PlannedTokenizer(null, null);
        }

        return new PlannedTokenizer(null, template is null ? null : new ResultFiles(parents[donor].Path, files).Make(null, template));
    }

    private PlannedTokenizer Plan(TokenizerRule rule, ImmutableArray<Vocabulary> vocabularies, string? template)
    {
        var model = rule.Model ?? donor;
        var isUnion = rule.Source == TokenizerSource.Union;
        if (isUnion)
        {
            CheckUnion(rule, vocabularies);
        }

        var result = ResultVocabulary.Of(vocabularies[model], isUnion ? vocabularies : [], rule.Tokens, vocabularies);
        if (result.IsExtended && result.Own.Json is null)
        {
            diagnostics.Report(DiagnosticTable.TokenizerNotExtensible.At(rule.Location, recipe.Models[model].Name));
        }

        ReportDropped(rule, result, vocabularies);
        var plan = new TokenizerPlan(rule, model, result, vocabularies);
        SpecialTokens.Check(recipe, parents, donor, plan, diagnostics);
        return new PlannedTokenizer(plan, diagnostics.HasErrors
            ? null
            : new ResultFiles(parents[model].Path, files).Make(result.IsExtended ? result : null, template));
    }

    private ImmutableArray<Vocabulary>? ReadVocabularies()
    {
        var reader = new VocabularyReader(files);
        var vocabularies = ImmutableArray.CreateBuilder<Vocabulary>();
        foreach (var (parent, model) in parents.Zip(recipe.Models))
        {
            try
            {
                vocabularies.Add(reader.Read(parent.Path, model.Name));
            }
            catch (MergeBuildException exception)
            {
                foreach (var diagnostic in exception.Diagnostics)
                {
                    diagnostics.Report(diagnostic with { Location = diagnostic.Location ?? model.Location });
                }
            }
        }

        return vocabularies.Count == parents.Length ? vocabularies.ToImmutable() : null;
    }

    private void CheckUnion(TokenizerRule rule, ImmutableArray<Vocabulary> vocabularies)
    {
        var own = vocabularies[donor];
        foreach (var (other, model) in vocabularies.Zip(recipe.Models).Where(pair => pair.First != own))
        {
            if (other.Kind != own.Kind)
            {
                diagnostics.Report(DiagnosticTable.TokenizerKindsDiffer.At(
                    rule.Location, recipe.Models[donor].Name, own.Kind, model.Name, other.Kind));
            }
            else if (own.Json is not null && other.Json is not null &&
                Treatment.Where(part => !JsonNode.DeepEquals(own.Json[part], other.Json[part])).ToArray() is { Length: > 0 } parts)
            {
                diagnostics.Report(DiagnosticTable.TokenizersSplitDifferently.At(
                    rule.Location, recipe.Models[donor].Name, model.Name, string.Join(", ", parts)));
            }
        }
    }

    private void ReportDropped(TokenizerRule rule, ResultVocabulary result, ImmutableArray<Vocabulary> vocabularies)
    {
        foreach (var (vocabulary, model) in vocabularies.Zip(recipe.Models).Where(pair => pair.First != result.Own))
        {
            var dropped = Vocabulary.InOrder(vocabulary.Ids).Where(token => !result.Ids.ContainsKey(token.Key)).ToArray();
            if (dropped.Length > 0)
            {
                diagnostics.Report(DiagnosticTable.TokensDropped.At(rule.Location, dropped.Length, model.Name, dropped[0].Key));
            }
        }
    }
}
