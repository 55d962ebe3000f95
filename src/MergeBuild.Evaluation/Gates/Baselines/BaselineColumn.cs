using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Baselines;

/// <summary>A property of examples that baselines keep.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Write">The value of an example; null where it has none.</param>
/// <param name="Read">An example with the value that stands in the column.</param>
internal sealed record BaselineColumn(string Name, Func<ExampleResult, JsonNode?> Write, Func<ExampleResult, ResultFields, ExampleResult> Read);
