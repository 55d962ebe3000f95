using System.Diagnostics;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Tests.Diagnostics;

public sealed class Suggestions
{
    private static readonly string[] Allowed = ["density", "weight", "normalize", "t", "int8_mask", "lambda"];

    [Theory]
    [InlineData("density", "density")]
    [InlineData("Density", "density")]
    [InlineData("DENSITY", "density")]
    [InlineData("dens-ity", "density")]
    [InlineData("desnity", "density")]
    [InlineData("densty", "density")]
    [InlineData("densitty", "density")]
    [InlineData("wieght", "weight")]
    [InlineData("Weights", "weight")]
    [InlineData("normalise", "normalize")]
    [InlineData("Int8Mask", "int8_mask")]
    public void A_typing_error_finds_the_name(string written, string expected) => Assert.Equal(expected, Suggestion.Nearest(written, Allowed));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("k")]
    [InlineData("epsilon")]
    [InlineData("temperature")]
    public void Names_that_share_nothing_are_not_suggested(string written) => Assert.Null(Suggestion.Nearest(written, Allowed));

    [Fact]
    public void The_nearest_of_several_wins_and_then_the_first_in_order()
    {
        Assert.Equal("ties", Suggestion.Nearest("tie", ["times", "ties"]));
        Assert.Equal("weighs", Suggestion.Nearest("weighx", ["weight", "weighs"]));
    }

    [Fact]
    public void The_clause_names_the_near_miss_or_all_that_is_allowed()
    {
        Assert.Equal("; did you mean 'density'?", Suggestion.For("densiti", Allowed));
        Assert.Equal("; allowed are a, b", Suggestion.For("something", ["b", "a"]));
        Assert.Equal("; none is allowed here", Suggestion.For("something", []));
    }

    [Fact]
    public void A_name_of_a_hundred_megabytes_costs_nothing()
    {
        var written = new string('x', 100_000_000);
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Suggestion.Nearest(written, Allowed));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
