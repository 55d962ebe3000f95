using System.Globalization;
using System.Text;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Evaluation.Results;

/// <summary>All that decides a result, as one digest.</summary>
/// <param name="Model">The digest of the model.</param>
/// <param name="Suite">The digest of the suite's file.</param>
/// <param name="Settings">The digest of the settings as they are applied.</param>
public sealed record ResultKey(string Model, string Suite, string Settings)
{
    /// <summary>BLAKE3 over evaluator, schema, model, suite and settings, in hexadecimal digits.</summary>
    public string Digest { get; } = Blake3.Hash(Encoding.UTF8.GetBytes(string.Join('\n',
        EvaluationResult.ThisEvaluator, EvaluationResult.SchemaVersion.ToString(CultureInfo.InvariantCulture), Model, Suite, Settings))).ToString();
}
