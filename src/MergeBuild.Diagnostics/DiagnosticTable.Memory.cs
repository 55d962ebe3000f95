namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor MemoryExhausted = Error(3071,
        "The memory does not suffice: .NET may use {0}.",
        "A limit of the container or of DOTNET_GCHeapHardLimit is below what the work needs, or other programs have taken the memory.",
        "Raise the limit, or work with fewer threads (MergeThreads, --threads): each has its own blocks. The earlier output is untouched.");
}
