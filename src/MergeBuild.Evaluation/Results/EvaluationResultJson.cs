using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Metrics;

namespace MergeBuild.Evaluation.Results;

/// <summary>Results as JSON; what is written is read back equal, and written again as the same bytes.</summary>
public static class EvaluationResultJson
{
    /// <summary>The bytes of a result.</summary>
    public static byte[] Write(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = new JsonObject
        {
            ["schemaVersion"] = EvaluationResult.SchemaVersion,
            ["evaluator"] = result.Evaluator,
            ["model"] = new JsonObject { ["name"] = result.Model.Name, ["digest"] = result.Model.Digest },
            ["suite"] = new JsonObject
            {
                ["name"] = result.Suite.Name, ["kind"] = result.Suite.Kind, ["digest"] = result.Suite.Digest, ["count"] = result.Suite.Count,
            },
            ["settings"] = result.Settings.DeepClone(),
            ["metrics"] = new JsonArray([.. result.Metrics.Select(Metric)]),
        };
        if (!result.Calibration.IsEmpty)
        {
            json["calibration"] = new JsonArray([.. result.Calibration.Select(Bin)]);
        }

        json["examples"] = new JsonArray([.. result.Examples.Select(ExampleResultJson.Write)]);
        return CanonicalJson.Write(json);
    }

    /// <summary>Reads a result of a file.</summary>
    /// <exception cref="MergeBuildException">The file is missing, or MB4140: it is not a result.</exception>
    public static EvaluationResult ReadFile(string path, IFileSystem? files = null) =>
        Read(JsonFile.ReadObject(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.ResultInvalid), path);

    /// <summary>Reads a result.</summary>
    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="MergeBuildException">MB4140: a member is missing, unknown or of another type.</exception>
    public static EvaluationResult Read(JsonObject json, string path)
    {
        var fields = new ResultFields(json, path);
        if (fields.Whole("schemaVersion") is var version && version != EvaluationResult.SchemaVersion)
        {
            throw DiagnosticTable.ResultInvalid.Exception(path, $"schemaVersion is {version}, and this version of MergeBuild reads {EvaluationResult.SchemaVersion}.");
        }

        var (model, suite) = (fields.Object("model"), fields.Object("suite"));
        var result = new EvaluationResult
        {
            Evaluator = fields.Text("evaluator"),
            Model = new ModelIdentity(model.Text("name"), model.OptionalText("digest")),
            Suite = new SuiteIdentity(suite.Text("name"), suite.OptionalText("kind"), suite.OptionalText("digest"), suite.OptionalWhole("count")),
            Settings = (JsonObject)fields.Object("settings").Json.DeepClone(),
            Metrics = [.. fields.Objects("metrics").Select(Metric)],
            Calibration = [.. fields.Objects("calibration").Select(Bin)],
            Examples = [.. fields.Objects("examples").Select(ExampleResultJson.Read)],
        };
        fields.End();
        model.End();
        suite.End();
        return result;
    }

    private static JsonObject Metric(MetricResult metric)
    {
        var json = new JsonObject { ["name"] = metric.Name };
        if (metric.Filter is not null)
        {
            json["filter"] = metric.Filter;
        }

        json["value"] = metric.Value;
        json["standardError"] = metric.StandardError;
        json["count"] = metric.Count;
        json["higherIsBetter"] = metric.HigherIsBetter;
        return json;
    }

    private static MetricResult Metric(ResultFields fields)
    {
        var metric = new MetricResult
        {
            Name = fields.Text("name"),
            Filter = fields.OptionalText("filter"),
            Value = fields.OptionalNumber("value"),
            StandardError = fields.OptionalNumber("standardError"),
            Count = fields.OptionalWhole("count"),
            HigherIsBetter = fields.OptionalTruth("higherIsBetter"),
        };
        fields.End();
        return metric;
    }

    private static JsonObject Bin(ReliabilityBin bin) => new()
    {
        ["lower"] = bin.Lower, ["upper"] = bin.Upper, ["count"] = bin.Count, ["confidence"] = bin.Confidence, ["accuracy"] = bin.Accuracy,
    };

    private static ReliabilityBin Bin(ResultFields fields)
    {
        var bin = new ReliabilityBin(
            fields.Number("lower"), fields.Number("upper"), fields.Whole("count"), fields.Number("confidence"), fields.Number("accuracy"));
        fields.End();
        return bin;
    }
}
