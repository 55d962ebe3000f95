using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Tests.Diagnostics;

public sealed class Reports
{
    [Theory]
    [InlineData(0, 0, "a.mergeproj: error MB2030: 'x' does not exist.")]
    [InlineData(3, 0, "a.mergeproj(3): error MB2030: 'x' does not exist.")]
    [InlineData(3, 7, "a.mergeproj(3,7): error MB2030: 'x' does not exist.")]
    public void A_diagnostic_is_written_as_msbuild_writes_it(int line, int column, string expected) =>
        Assert.Equal(expected, DiagnosticTable.FileNotFound.At(new SourceLocation("a.mergeproj", line, column), "x").ToString());

    [Fact]
    public void A_diagnostic_without_a_place_comes_from_mergebuild() =>
        Assert.Equal("mergebuild: error MB2030: 'x' does not exist.", DiagnosticTable.FileNotFound.With("x").ToString());

    [Fact]
    public void The_same_diagnostic_is_reported_once_and_in_order()
    {
        var bag = new DiagnosticBag();
        bag.Report(DiagnosticTable.FileNotFound.With("b"));
        bag.Report(DiagnosticTable.FileNotFound.Exception("a"));
        bag.Report(DiagnosticTable.FileNotFound.With("b"));
        Assert.Equal(["'b' does not exist.", "'a' does not exist."], bag.Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    [Fact]
    public void A_bag_throws_all_it_holds_when_one_of_them_is_an_error()
    {
        var bag = new DiagnosticBag();
        bag.Report(new DiagnosticDescriptor("MB9999", DiagnosticSeverity.Warning, "Careful.", "", "").With());
        bag.ThrowIfErrors();
        bag.Report(DiagnosticTable.FileNotFound.With("x"));
        var exception = Assert.Throws<MergeBuildException>(bag.ThrowIfErrors);
        Assert.Equal(bag.Diagnostics, exception.Diagnostics);
        Assert.Contains("Careful.", exception.Message, StringComparison.Ordinal);
    }
}
