using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization.AddedTokens;
using MergeBuild.Evaluation.Tokenization.Subwords;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads <c>added_tokens</c>.</summary>
internal static class AddedTokenReader
{
    /// <summary>The tokens in the order of the file.</summary>
    /// <exception cref="MergeBuildException">MB4010: an id contradicts the vocabulary or another token.</exception>
    public static ImmutableArray<AddedToken> Read(TokenizerSection root, Vocabulary vocabulary)
    {
        var tokens = ImmutableArray.CreateBuilder<AddedToken>();
        var contents = new Dictionary<int, string>();
        foreach (var section in root.Sections("added_tokens"))
        {
            var token = Read(section);
            if (vocabulary.IdOf(token.Content) is { } id && id != token.Id)
            {
                throw DiagnosticTable.TokenizerIdConflict.Exception(
                    section.File, section.Place, token.Content, token.Id, $"the vocabulary gives it {id}");
            }

            if (contents.TryGetValue(token.Id, out var other) && other != token.Content)
            {
                throw DiagnosticTable.TokenizerIdConflict.Exception(section.File, section.Place, token.Content, token.Id, $"'{other}' has it already");
            }

            contents[token.Id] = token.Content;
            tokens.Add(token);
        }

        return tokens.ToImmutable();
    }

    private static AddedToken Read(TokenizerSection section)
    {
        var token = new AddedToken(
            section.Count("id"), section.Text("content"), section.FindFlag("special") ?? false, section.FindFlag("normalized") ?? true,
            section.FindFlag("single_word") ?? false, section.FindFlag("lstrip") ?? false, section.FindFlag("rstrip") ?? false);
        section.Complete();
        return token;
    }
}
