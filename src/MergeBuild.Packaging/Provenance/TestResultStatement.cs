using System.Text.Json.Nodes;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging.Provenance;

/// <summary>
/// The gates as an in-toto test result:
/// https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md. A gate that is inconclusive and did
/// not stop the build is a warning.
/// </summary>
internal static class TestResultStatement
{
    public const string PredicateType = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>The statement.</summary>
    /// <param name="model">Every file with its digest, the gates' report among them.</param>
    /// <param name="gates">What the gates found.</param>
    public static JsonObject Of(ModelStatement model, IReadOnlyCollection<GateResult> gates) => new()
    {
        ["_type"] = ModelStatement.Type,
        ["subject"] = ProvenanceStatement.Subjects(model),
        ["predicateType"] = PredicateType,
        ["predicate"] = new JsonObject
        {
            ["result"] = gates.Any(gate => gate.HasFailed) ? "FAILED" : gates.All(gate => gate.HasPassed) ? "PASSED" : "WARNED",
            ["configuration"] = new JsonArray([.. model.Resources.Where(file => file.Name == GateResults.FileName).Select(ProvenanceStatement.Descriptor)]),
            ["passedTests"] = Names(gates.Where(gate => gate.HasPassed)),
            ["warnedTests"] = Names(gates.Where(gate => !gate.HasPassed && !gate.HasFailed)),
            ["failedTests"] = Names(gates.Where(gate => gate.HasFailed)),
        },
    };

    private static JsonArray Names(IEnumerable<GateResult> gates) => new([.. gates.Select(gate => (JsonNode)$"{gate.Suite} against {gate.Parent}")]);
}
