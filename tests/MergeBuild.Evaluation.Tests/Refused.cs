using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Tests;

/// <summary>Asserts that something is refused with one coded error that names what is at fault.</summary>
internal static class Refused
{
    public static Diagnostic With(string code, Action action, params string[] named)
    {
        var diagnostic = Assert.Single(Assert.Throws<MergeBuildException>(action).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.All(named, name => Assert.Contains(name, diagnostic.Message, StringComparison.Ordinal));
        return diagnostic;
    }
}
