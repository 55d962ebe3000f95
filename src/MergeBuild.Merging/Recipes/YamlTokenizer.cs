using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads <c>tokenizer</c>, and <c>tokenizer_source</c>, its older and shorter form.</summary>
internal sealed class YamlTokenizer(YamlModels models, DiagnosticBag bag)
{
    /// <summary>The most rows that can be asked for as padding, less one.</summary>
    public const int LargestMultiple = 65536;

    private readonly YamlTokenOrigins _origins = new(models, bag);

    /// <summary>Returns the rule, or null when the recipe has none.</summary>
    public TokenizerRule? Read(YamlFields recipe)
    {
        var (key, legacyKey) = (recipe.Key("tokenizer"), recipe.Key("tokenizer_source"));
        if (key is not null && legacyKey is not null)
        {
            bag.Report(DiagnosticTable.TokenizerKeysExclusive.At(legacyKey.Location));
        }

        if (recipe.Mapping("tokenizer") is { } mapping)
        {
            return ReadBlock(new YamlFields(mapping, "'tokenizer'", ["source", "tokens", "pad_to_multiple_of"], [], bag)) with { Location = key!.Location };
        }

        return recipe.Value("tokenizer_source") is { } source ? ReadSource(source) with { Location = legacyKey!.Location } : null;
    }

    private TokenizerRule ReadBlock(YamlFields fields)
    {
        var rule = fields.Value("source") is { } source ? ReadSource(source) : new TokenizerRule();
        return rule with { Tokens = ReadTokens(fields.Mapping("tokens")), PadToMultipleOf = ReadMultiple(fields) };
    }

    private TokenizerRule ReadSource(YamlValue value) => value switch
    {
        YamlScalar { Text: "union" } => new TokenizerRule(),
        YamlScalar { Text: "base" } => new TokenizerRule { Source = TokenizerSource.Base },
        _ => new TokenizerRule { Source = TokenizerSource.Model, Model = _origins.Model(value, "union", "base") },
    };

    private ImmutableArray<TokenRule> ReadTokens(YamlMapping? tokens) =>
        tokens is null ? [] : [.. tokens.Entries.Select(ReadToken)];

    private TokenRule ReadToken(YamlEntry entry)
    {
        var (token, location) = (entry.Key.Text, entry.Key.Location);
        if (entry.Value is not YamlMapping mapping)
        {
            bag.Report(DiagnosticTable.RecipeWrongKind.At(entry.Value.Location, $"'{token}'", "a mapping with source, force", entry.Value.Kind));
            return new TokenRule(token, null, false, location);
        }

        var fields = new YamlFields(mapping, $"the token '{token}'", ["source", "force"], [], bag);
        return new TokenRule(token, fields.Value("source") is { } source ? _origins.Read(token, source) : null, ReadForce(fields), location);
    }

    private bool ReadForce(YamlFields fields)
    {
        var value = fields.Value("force");
        if (value is YamlScalar { IsQuoted: false } scalar && bool.TryParse(scalar.Text, out var force))
        {
            return force;
        }

        if (value is not null)
        {
            bag.Report(DiagnosticTable.RecipeWrongKind.At(value.Location, "'force'", "true or false", value.Kind));
        }

        return false;
    }

    private int ReadMultiple(YamlFields fields)
    {
        if (fields.Text("pad_to_multiple_of") is not { } text)
        {
            return 1;
        }

        if (!TryParseMultiple(text.Text, out var multiple))
        {
            bag.Report(DiagnosticTable.PadToMultipleOfInvalid.At(text.Location, text.Text, LargestMultiple));
        }

        return multiple;
    }

    /// <summary>Reads a number of rows; 1 when it is none.</summary>
    public static bool TryParseMultiple(string text, out int multiple)
    {
        var isValid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out multiple) && multiple is > 0 and <= LargestMultiple;
        multiple = isValid ? multiple : 1;
        return isValid;
    }
}
