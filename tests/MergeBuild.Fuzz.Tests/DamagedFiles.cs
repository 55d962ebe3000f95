using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz.Tests;

/// <summary>A short run of the fuzzer over each format; eng/fuzz runs as long as one likes.</summary>
public sealed class DamagedFiles(Formats formats) : IClassFixture<Formats>
{
    // What a machine with nothing else to do reads in a second, give or take.
    private const int Executions = 1000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    [Theory]
    [MemberData(nameof(FormatNames.All), MemberType = typeof(FormatNames))]
    public void Are_read_or_refused_with_a_code(string format)
    {
        var outcome = FuzzRun.Run(formats.All[format], seed: 20261122, Time, Executions);
        Assert.True(outcome.Executions > 0);
        Assert.True(outcome.Findings.IsEmpty, string.Join('\n', outcome.Findings.Select(finding => $"{finding.Problem}\n{Convert.ToBase64String(finding.Content)}")));
    }

    [Theory]
    [MemberData(nameof(FormatNames.All), MemberType = typeof(FormatNames))]
    public void Begin_with_files_that_are_read(string format) => FuzzRun.CheckSeeds(formats.All[format]);

    [Fact]
    public void Of_every_format_are_tried() => Assert.Equal(FormatNames.All.Select(row => row.Data).Order(StringComparer.Ordinal), formats.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void That_a_reader_cannot_bear_are_found()
    {
        var format = new FuzzFormat("naive", ["[1, 2, 3]"u8.ToArray()], content => _ = content[8]);
        Assert.Contains("IndexOutOfRangeException", Assert.Single(FuzzRun.Run(format, 1, Time, Executions).Findings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void That_make_a_reader_take_memory_by_a_claim_are_found()
    {
        var format = new FuzzFormat("greedy", [new byte[10]], content => GC.KeepAlive(content is [255, ..] ? new byte[200_000_000] : null));
        Assert.Contains("too much memory", Assert.Single(FuzzRun.Run(format, 1, TimeSpan.FromSeconds(30), 20_000).Findings).Problem, StringComparison.Ordinal);
    }
}
