using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class AllowedReads
{
    [Fact]
    public void Beyond_a_limit_are_refused_before_they_are_done()
    {
        var allowance = new ReadAllowance(100);
        allowance.Take(60);
        allowance.GiveBack(10);
        allowance.Take(50);
        Assert.Equal(100, allowance.BytesTaken);
        var problem = Assert.Single(Assert.Throws<MergeBuildException>(() => allowance.Take(1)).Diagnostics);

        Assert.Equal("MB3059", problem.Code);
        Assert.Contains("101 bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_limit_are_counted()
    {
        var allowance = new ReadAllowance(null);
        allowance.Take(int.MaxValue);
        allowance.Take(int.MaxValue);
        Assert.Equal(2L * int.MaxValue, allowance.BytesTaken);
    }

    [Fact]
    public void Of_a_plan_with_too_low_a_limit_stop_the_merge()
    {
        using var folder = new MergeFolder();
        foreach (var name in new[] { "base", "a" })
        {
            folder.With(name, Testing.Models.TinyLlama.Of(1));
        }

        var plan = folder.Plan(MethodRecipes.Of("wise_ft")) with { ReadLimit = 100 };
        var exception = Assert.Throws<MergeBuildException>(() => MergeEngine.Run(plan, new MemorySink(), new MergeEngineOptions { Threads = 1 }, null, TestContext.Current.CancellationToken));
        Assert.Equal("MB3059", Assert.Single(exception.Diagnostics).Code);
    }
}
