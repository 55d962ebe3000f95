using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Tests.Gates;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Evaluation.Tests.Faults;

/// <summary>Baselines and verdicts decide, so a damaged one is refused by a diagnostic that names the file, and never crashes.</summary>
public sealed class DamagedJudgements : IDisposable
{
    private const int Count = 2000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Baselines_are_read_or_refused()
    {
        var bytes = BaselineJson.Write(MadeResults.Choices("math", Enumerable.Range(0, 30).Select(i => (i % 10 < 8, 0.7 + (i * 0.005)))));
        AssertReadOrRefused(bytes, "baselines/math/sums.json", _ => new BaselineFolder(_folder["baselines"], "assistant").Read("math", "sums"));
    }

    [Fact]
    public void Verdicts_are_read_or_refused()
    {
        var (merged, parent) = MadeResults.Counts(170, 50, 4, 16);
        var bytes = GateReportJson.Write(Gate.Judge([MadeResults.Against(merged, parent) with { Accepted = parent }]));
        AssertReadOrRefused(bytes, "merge.verdicts.json", path => GateReportJson.ReadFile(path));
    }

    private void AssertReadOrRefused(byte[] bytes, string name, Action<string> read)
    {
        read(_folder.Write(name, bytes));
        var refused = 0;
        foreach (var damaged in Damage.Of(bytes, seed: 4, Count))
        {
            var path = _folder.Write(name, damaged);
            if (Record.Exception(() => read(path)) is { } exception)
            {
                var diagnostics = Assert.IsType<MergeBuildException>(exception).Diagnostics;
                Assert.All(diagnostics, diagnostic => Assert.Contains(path, diagnostic.ToString(), StringComparison.Ordinal));
                refused++;
            }
        }

        Assert.True(refused > Count / 2, $"Only {refused} of {Count} damaged files were refused.");
    }
}
