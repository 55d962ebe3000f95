using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>
/// Reads an adapter_config.json against a list of known keys: whatever could change the weights and is not understood
/// is an error. All that is refused is reported at once.
/// </summary>
internal sealed class AdapterConfigReader
{
    private readonly string _path;
    private readonly JsonObject _json;
    private readonly DiagnosticBag _bag = new();

    private AdapterConfigReader(string path, JsonObject json) => (_path, _json) = (path, json);

    public static AdapterConfig Read(IFileSystem files, string path) =>
        new AdapterConfigReader(path, JsonFile.ReadObject(files, path, DiagnosticTable.AdapterConfigInvalid)).Read();

    private AdapterConfig Read()
    {
        // Of another type of adapter, no other key means what it means here.
        if (Text("peft_type") is var type && type != "LORA")
        {
            throw DiagnosticTable.AdapterTypeNotSupported.Exception(_path, type ?? Written(_json["peft_type"]));
        }

        CheckKeys();
        CheckInitialization();
        var config = new AdapterConfig
        {
            Rank = Rank("r", _json["r"]),
            Alpha = Alpha("lora_alpha", _json["lora_alpha"]),
            RankPatterns = Patterns("rank_pattern", Rank),
            AlphaPatterns = Patterns("alpha_pattern", Alpha),
            IsRankStabilized = Flag("use_rslora"),
            HasMagnitudes = Flag("use_dora"),
            IsFanInFanOut = Flag("fan_in_fan_out"),
            SavesBiases = SavesBiases(),
            HasFactorBiases = Flag("lora_bias"),
            ModulesToSave = ModulesToSave(),
        };
        if (config.HasMagnitudes && config.HasFactorBiases)
        {
            _bag.Report(DiagnosticTable.AdapterSettingNotSupported.With(_path, "lora_bias", "true", "DoRA has no biases of factors"));
        }

        _bag.ThrowIfErrors();
        return config;
    }

    private void CheckKeys()
    {
        foreach (var (key, value) in _json)
        {
            if (IsOff(value) || AdapterSettings.Read.Contains(key) || AdapterSettings.WithoutEffect.Contains(key))
            {
                continue;
            }

            _bag.Report(AdapterSettings.Refused.TryGetValue(key, out var reason)
                ? DiagnosticTable.AdapterSettingNotSupported.With(_path, key, Written(value), reason)
                : DiagnosticTable.AdapterSettingUnknown.With(_path, key, Written(value), Suggest(key)));
        }
    }

    private static string Suggest(string key) =>
        Suggestion.Nearest(key, AdapterSettings.Read) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    private static bool IsOff(JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => true,
        _ => value.GetValueKind() == JsonValueKind.False,
    };

    private void CheckInitialization()
    {
        var value = _json["init_lora_weights"];
        if (value is null || value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ||
            (Text("init_lora_weights") is { } name && AdapterSettings.PlainInitializations.Contains(name)))
        {
            return;
        }

        _bag.Report(DiagnosticTable.AdapterSettingNotSupported.With(_path, "init_lora_weights", Written(value),
            "such an initialisation changes the base that the adapter is relative to; save it converted, with path_initial_model_for_weight_conversion"));
    }

    private bool SavesBiases()
    {
        switch (_json["bias"] is null ? "none" : Text("bias"))
        {
            case "none":
                return false;
            case "all" or "lora_only":
                return true;
            default:
                Invalid("bias", "none, all or lora_only", _json["bias"]);
                return false;
        }
    }

    private string[] ModulesToSave()
    {
        switch (_json["modules_to_save"])
        {
            case null:
                return [];
            case JsonArray names when names.All(name => name is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0):
                return [.. names.Select(name => name!.GetValue<string>())];
            case var other:
                Invalid("modules_to_save", "a list of names", other);
                return [];
        }
    }

    private bool Flag(string key)
    {
        var kind = _json[key]?.GetValueKind() ?? JsonValueKind.False;
        if (kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Invalid(key, "true or false", _json[key]);
        }

        return kind == JsonValueKind.True;
    }

    private int Rank(string key, JsonNode? value)
    {
        if (value is JsonValue number && value.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out int rank) && rank > 0)
        {
            return rank;
        }

        Invalid(key, "a whole number above 0", value);
        return 1;
    }

    private double Alpha(string key, JsonNode? value)
    {
        if (value is JsonValue number && value.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out double alpha) && double.IsFinite(alpha))
        {
            return alpha;
        }

        Invalid(key, "a number", value);
        return 1;
    }

    private ModulePatterns<T> Patterns<T>(string key, Func<string, JsonNode?, T> read)
    {
        var patterns = new List<(Regex, T)>();
        switch (_json[key])
        {
            case null:
                break;
            case JsonObject entries:
                foreach (var (pattern, value) in entries)
                {
                    if (ModulePattern.Compile(pattern, out var reason) is { } compiled)
                    {
                        patterns.Add((compiled, read($"{key}.{pattern}", value)));
                    }
                    else
                    {
                        _bag.Report(DiagnosticTable.AdapterPatternInvalid.With(_path, key, pattern, reason));
                    }
                }

                break;
            case var other:
                Invalid(key, "an object of patterns and numbers", other);
                break;
        }

        return new ModulePatterns<T>(patterns);
    }

    private string? Text(string key) => _json[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private void Invalid(string key, string expected, JsonNode? found) =>
        _bag.Report(DiagnosticTable.AdapterConfigInvalid.With(_path, $"{key} must be {expected}, not {Written(found)}."));

    private static string Written(JsonNode? value) => value is null ? "nothing" : value.ToJsonString();
}
