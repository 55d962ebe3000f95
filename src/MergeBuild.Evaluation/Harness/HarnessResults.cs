using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Harness;

/// <summary>
/// Results of lm-evaluation-harness: a <c>results_*.json</c>, and the <c>samples_*.jsonl</c> of the same run beside it.
/// https://github.com/EleutherAI/lm-evaluation-harness/blob/main/docs/interface.md
/// </summary>
public sealed class HarnessResults
{
    private const int MaximumLength = 256 << 20;

    private static readonly ImmutableArray<string> RunSettings =
    [
        "chat_template_sha", "fewshot_as_multiturn", "git_hash", "lm_eval_version", "max_length", "system_instruction_sha", "transformers_version",
    ];

    private static readonly ImmutableArray<string> ConfigSettings =
    [
        "batch_size", "bootstrap_iters", "fewshot_seed", "gen_kwargs", "limit", "model", "model_args", "model_dtype", "model_revision",
        "model_sha", "numpy_seed", "random_seed", "torch_seed",
    ];

    private readonly string _path;
    private readonly JsonObject _json;
    private readonly string _digest;
    private readonly IFileSystem _files;

    private HarnessResults(string path, JsonObject json, string digest, IFileSystem files)
    {
        _path = path;
        _json = json;
        _digest = digest;
        _files = files;
    }

    /// <summary>The names of all tasks and groups, in alphabetical order.</summary>
    public ImmutableArray<string> Tasks => [.. Members("results").Concat(Members("groups")).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads results.</summary>
    /// <param name="path">A <c>results_*.json</c>, a folder with one run, or the output path with a folder of the model in it.</param>
    /// <param name="files">Where files are read.</param>
    /// <exception cref="MergeBuildException">MB4150, MB4151 or MB4156: there are none, they are damaged, or there are several.</exception>
    public static HarnessResults Read(string path, IFileSystem? files = null)
    {
        files ??= PhysicalFileSystem.Instance;
        var file = Directory.Exists(path) ? HarnessFolder.FindResults(path) : path;
        var bytes = files.ReadAllBytes(file, MaximumLength);
        try
        {
            return PythonJson.Read(bytes) is JsonObject json && json["results"] is JsonObject
                ? new HarnessResults(file, json, Blake3.Hash(bytes).ToString(), files)
                : throw DiagnosticTable.HarnessResultsInvalid.Exception(file, "it is not an object with the member 'results'.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw DiagnosticTable.HarnessResultsInvalid.Exception(file, exception.Message);
        }
    }

    /// <summary>The result of one task or group.</summary>
    /// <param name="task">The task's id; aliases are for people.</param>
    /// <param name="withSamples">Whether results of single examples are needed; a group has none of its own.</param>
    /// <exception cref="MergeBuildException">MB415x: the task or its samples are missing or damaged.</exception>
    public EvaluationResult Task(string task, bool withSamples)
    {
        // A group stands in "results" as well, with the same values.
        var values = _json["results"]![task] as JsonObject ?? (_json["groups"] as JsonObject)?[task] as JsonObject
            ?? throw DiagnosticTable.HarnessTaskMissing.Exception(_path, task, Suggestion.For(task, Tasks));
        var examples = withSamples ? HarnessSamples.Read(HarnessFolder.SamplesOf(_path, task), task, _files) : [];
        return new EvaluationResult
        {
            Evaluator = "lm-evaluation-harness " + (Text(_json["lm_eval_version"]) ?? "of an unknown version"),
            Model = new ModelIdentity(Text(_json["model_name"]) ?? Text((_json["config"] as JsonObject)?["model"]) ?? "unknown", null),
            Suite = new SuiteIdentity(task, null, Text((_json["task_hashes"] as JsonObject)?[task]), Count(task)),
            Settings = Settings(task),
            Metrics = Metrics(task, values),
            Examples = examples,
        };
    }

    private ImmutableArray<MetricResult> Metrics(string task, JsonObject values)
    {
        var numbers = new SortedDictionary<(string Metric, string Filter), (double? Value, double? Error, bool HasValue)>();
        foreach (var (name, node) in values)
        {
            var key = HarnessMetricKey.Parse(name);
            var number = HarnessNumber.Of(node, out var isNumber);
            if (!isNumber || name is "alias" or "name" or "sample_len" or "samples" || node is JsonObject)
            {
                continue;
            }

            var place = (key.Metric, key.Filter ?? "");
            var known = numbers.GetValueOrDefault(place);
            numbers[place] = key.IsStandardError ? known with { Error = number } : known with { Value = number, HasValue = true };
        }

        return [.. numbers.Where(number => number.Value.HasValue).Select(number => new MetricResult
        {
            Name = number.Key.Metric,
            Filter = number.Key.Filter.Length == 0 ? null : number.Key.Filter,
            Value = number.Value.Value,
            StandardError = number.Value.Error,
            Count = Count(task),
            HigherIsBetter = HigherIsBetter(task, number.Key.Metric),
        })];
    }

    // Of a group, what all its tasks agree on.
    private bool? HigherIsBetter(string task, string metric)
    {
        if (((_json["higher_is_better"] as JsonObject)?[task] as JsonObject)?[metric] is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return ((_json["higher_is_better"] as JsonObject)![task]![metric])!.GetValue<bool>();
        }

        var directions = Children(task).Select(child => HigherIsBetter(child, metric)).Distinct().ToArray();
        return directions.Length == 1 ? directions[0] : null;
    }

    private IEnumerable<string> Children(string task) =>
        ((_json["group_subtasks"] as JsonObject)?[task] as JsonArray)?.Select(Text).OfType<string>().Where(child => child != task) ?? [];

    private int? Count(string task)
    {
        var samples = (_json["n-samples"] as JsonObject)?[task] as JsonObject;
        return samples?["effective"] is JsonValue value && value.TryGetValue(out int count) ? count
            : (_json["results"]![task] as JsonObject)?["sample_len"] is JsonValue length && length.TryGetValue(out int number) ? number : null;
    }

    // What must agree before two results may be compared.
    private JsonObject Settings(string task)
    {
        var settings = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["n-shot"] = (_json["n-shot"] as JsonObject)?[task]?.DeepClone(),
            ["resultsDigest"] = _digest,
            ["version"] = (_json["versions"] as JsonObject)?[task]?.DeepClone(),
        };
        foreach (var name in RunSettings)
        {
            settings[name] = _json[name]?.DeepClone();
        }

        foreach (var name in ConfigSettings)
        {
            settings["config." + name] = (_json["config"] as JsonObject)?[name]?.DeepClone();
        }

        return new JsonObject(settings.Where(setting => setting.Value is not null));
    }

    private IEnumerable<string> Members(string name) => (_json[name] as JsonObject)?.Select(member => member.Key) ?? [];

    private string? Text(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        }

        // Half a character, which shows when the text is asked for.
        catch (InvalidOperationException exception)
        {
            throw DiagnosticTable.HarnessResultsInvalid.Exception(_path, exception.Message);
        }
    }
}
