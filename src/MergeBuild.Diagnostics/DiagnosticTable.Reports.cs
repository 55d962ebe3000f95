namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor EffectsInvalid = Error(4300,
        "'{0}' holds no effects of parents on suites: {1}", "The file is not one that mergebuild blame --json wrote, or it is damaged.",
        "Write it again: mergebuild blame PROJECT --json FILE; or leave GateEffectsFile out.");
}
