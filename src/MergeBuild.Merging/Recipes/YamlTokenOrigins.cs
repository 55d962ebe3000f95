using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// Reads where a token's row comes from: a model, <c>zero</c>, <c>{kind: zero}</c>, or
/// <c>{kind: model_token, model, token | token_id}</c>.
/// </summary>
internal sealed class YamlTokenOrigins(YamlModels models, DiagnosticBag bag)
{
    /// <summary>Returns the row, or null after an error.</summary>
    public TokenOrigin? Read(string token, YamlValue value) => value switch
    {
        YamlMapping mapping when mapping.Entries.Any(entry => entry.Key.Text == "kind") => ReadKind(token, mapping),
        YamlScalar { Text: "zero" } when Find(value) is null => TokenOrigin.Zero,
        _ => Model(value, "zero") is { } model ? new TokenOrigin(model) : null,
    };

    /// <summary>The index of a model that the recipe merges, or null after an error.</summary>
    public int? Model(YamlValue value, params string[] otherNames)
    {
        if (YamlModelReference.Read(value, bag) is not { } reference)
        {
            return null;
        }

        if (models.Find(reference) is { } index)
        {
            return index;
        }

        bag.Report(DiagnosticTable.TokenizerModelUnknown.At(reference.Location, reference.Text,
            Suggestion.For(reference.Text, models.Models.Select(model => model.Name).Concat(otherNames))));
        return null;
    }

    private int? Find(YamlValue value) => YamlModelReference.Read(value, bag) is { } reference ? models.Find(reference) : null;

    private TokenOrigin? ReadKind(string token, YamlMapping mapping)
    {
        var fields = new YamlFields(mapping, $"the source of '{token}'", ["kind", "model", "token", "token_id"], [], bag);
        switch (fields.Text("kind"))
        {
            case { Text: "zero" } kind:
                if ((fields.Key("model") ?? fields.Key("token") ?? fields.Key("token_id")) is not null)
                {
                    bag.Report(DiagnosticTable.TokenSourceInvalid.At(kind.Location, token, "it is zero, but names a model or a token"));
                }

                return TokenOrigin.Zero;
            case { Text: "model_token" } kind:
                fields.Require("model");
                return ReadModelToken(token, kind, fields);
            case { } kind:
                bag.Report(DiagnosticTable.TokenSourceInvalid.At(kind.Location, token, $"'{kind.Text}' is not a kind; allowed are model_token, zero"));
                return null;
            case null:
                return null;
        }
    }

    private TokenOrigin? ReadModelToken(string token, YamlScalar kind, YamlFields fields)
    {
        var (other, id) = (fields.Text("token"), fields.Text("token_id"));
        if (other is null == id is null)
        {
            bag.Report(DiagnosticTable.TokenSourceInvalid.At(kind.Location, token, "it needs exactly one of token and token_id"));
        }

        var number = 0;
        if (id is not null && !int.TryParse(id.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            bag.Report(DiagnosticTable.TokenSourceInvalid.At(id.Location, token, $"'{id.Text}' is not the number of a token"));
        }

        return fields.Value("model") is { } value && Model(value) is { } model ? new TokenOrigin(model, other?.Text, id is null ? null : number) : null;
    }
}
