using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Baselines;

/// <summary>
/// A baseline as JSON, made for git: the head of a result, and one line an example with the columns that a gate needs. Texts that
/// the model wrote are left out, numbers are rounded to nine significant digits, digests of examples to their first sixteen digits.
/// </summary>
public static class BaselineJson
{
    /// <summary>Raised when a reader of the old form would misread the new one.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The bytes of a result's baseline; the same result gives the same bytes.</summary>
    public static byte[] Write(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var columns = BaselineColumns.Of(result);
        var json = (JsonObject)JsonNode.Parse(EvaluationResultJson.Write(result with { Examples = [], Calibration = [] }))!;
        json["schemaVersion"] = SchemaVersion;
        json.Remove("examples");
        json.Add("columns", new JsonArray([.. columns.Select(column => (JsonNode)column.Name)]));
        var head = Encoding.UTF8.GetString(CanonicalJson.Write(json)).TrimEnd();
        var text = new StringBuilder(head[..head.LastIndexOf('\n')]).Append(",\n  \"examples\": [");
        var separator = "\n    ";
        foreach (var example in result.Examples)
        {
            text.Append(separator).Append(Line(example, columns));
            separator = ",\n    ";
        }

        return Encoding.UTF8.GetBytes(text.Append(result.Examples.IsEmpty ? "]\n}\n" : "\n  ]\n}\n").ToString());
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="MergeBuildException">MB4201: a member is missing, unknown or of another type.</exception>
    public static EvaluationResult Read(JsonObject json, string path)
    {
        var fields = new ResultFields(json, path, invalid: DiagnosticTable.BaselineInvalid);
        if (fields.Whole("schemaVersion") is var version && version != SchemaVersion)
        {
            throw DiagnosticTable.BaselineInvalid.Exception(path, $"schemaVersion is {version}, and this version of MergeBuild reads {SchemaVersion}.");
        }

        var columns = fields.Texts("columns").Select(name => BaselineColumns.Find(name)
            ?? throw DiagnosticTable.BaselineInvalid.Exception(path, $"'{name}' is not a column.")).ToImmutableArray();
        if (columns.CountBy(column => column.Name).FirstOrDefault(column => column.Value > 1) is { Key: { } twice })
        {
            throw DiagnosticTable.BaselineInvalid.Exception(path, $"the column '{twice}' stands there twice.");
        }

        var examples = fields.Lists("examples").Select((line, index) => Example(line, columns, $"examples[{index}]", path)).ToImmutableArray();
        var head = (JsonObject)json.DeepClone();
        head.Remove("columns");
        head["schemaVersion"] = EvaluationResult.SchemaVersion;
        head["examples"] = new JsonArray();
        try
        {
            return EvaluationResultJson.Read(head, path) with { Examples = examples };
        }
        catch (MergeBuildException exception)
        {
            throw DiagnosticTable.BaselineInvalid.Exception(path, exception.Diagnostics[0].Message);
        }
    }

    private static string Line(ExampleResult example, ImmutableArray<BaselineColumn> columns) =>
        Encoding.UTF8.GetString(CanonicalJson.WriteLine(new JsonArray([.. columns.Select(column => column.Write(example))])));

    private static ExampleResult Example(JsonArray line, ImmutableArray<BaselineColumn> columns, string place, string path)
    {
        if (line.Count != columns.Length)
        {
            throw DiagnosticTable.BaselineInvalid.Exception(path, $"'{place}' has {line.Count} values, and there are {columns.Length} columns.");
        }

        var members = new JsonObject(columns.Zip(line).Select(cell => KeyValuePair.Create(cell.First.Name, cell.Second?.DeepClone())));
        var fields = new ResultFields(members, path, place + ".", DiagnosticTable.BaselineInvalid);
        return columns.Aggregate(new ExampleResult { Id = fields.Text("id") }, (known, column) => column.Read(known, fields));
    }
}
