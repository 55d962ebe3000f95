using FsCheck;

namespace MergeBuild.Evaluation.Tests.Tokenization;

/// <summary>Checks a property as a test.</summary>
internal static class PropertyCheck
{
    /// <summary>Fails with the smallest counterexample that was found.</summary>
    public static void Holds(this Property property) => Check.One(Config.QuickThrowOnFailure, property);
}
