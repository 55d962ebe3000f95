namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor DocumentTaken = Warning(5280,
        "'{0}' was not written by MergeBuild, and is left as it is.",
        "The model directory has a file of the user's where a generated one goes.",
        "Name the card in MergeModelCard or move the file elsewhere; or set MergeModelCard to false and MergeLicenses to off.");
}
