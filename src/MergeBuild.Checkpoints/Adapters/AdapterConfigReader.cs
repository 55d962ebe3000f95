using System.Text.Json;
using System.Text.Json.Nodes;
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
    private readonly AdapterSettingValues _values;

    private AdapterConfigReader(string path, JsonObject json) =>
        (_path, _json, _values) = (path, json, new AdapterSettingValues(path, json, _bag));

    public static AdapterConfig Read(IFileSystem files, string path) =>
        new AdapterConfigReader(path, JsonFile.ReadObject(files, path, DiagnosticTable.AdapterConfigInvalid)).Read();

    private AdapterConfig Read()
    {
        // Of another type of adapter, no other key means what it means here.
        if (_values.Text("peft_type") is var type && type != "LORA")
        {
            throw DiagnosticTable.AdapterTypeNotSupported.Exception(_path, type ?? AdapterSettingValues.Written(_json["peft_type"]));
        }

        CheckKeys();
        CheckInitialization();
        var config = new AdapterConfig
        {
            Rank = _values.Rank("r"),
            Alpha = _values.Alpha("lora_alpha"),
            RankPatterns = _values.RankPatterns("rank_pattern"),
            AlphaPatterns = _values.AlphaPatterns("alpha_pattern"),
            IsRankStabilized = _values.Flag("use_rslora"),
            HasMagnitudes = _values.Flag("use_dora"),
            IsFanInFanOut = _values.Flag("fan_in_fan_out"),
            SavesBiases = _values.Choice("bias", "none", "all", "lora_only") is "all" or "lora_only",
            HasFactorBiases = _values.Flag("lora_bias"),
            ModulesToSave = _values.Names("modules_to_save"),
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
                ? DiagnosticTable.AdapterSettingNotSupported.With(_path, key, AdapterSettingValues.Written(value), reason)
                : DiagnosticTable.AdapterSettingUnknown.With(_path, key, AdapterSettingValues.Written(value), Suggest(key)));
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
            (_values.Text("init_lora_weights") is { } name && AdapterSettings.PlainInitializations.Contains(name)))
        {
            return;
        }

        _bag.Report(DiagnosticTable.AdapterSettingNotSupported.With(_path, "init_lora_weights", AdapterSettingValues.Written(value),
            "such an initialisation changes the base that the adapter is relative to; save it converted, with path_initial_model_for_weight_conversion"));
    }
}
