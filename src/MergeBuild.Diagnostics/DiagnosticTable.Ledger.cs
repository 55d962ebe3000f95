namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor StoreNotWritten = Warning(3070,
        "The store '{0}' could not keep all that was merged: {1}", "The store's disk is full, or the store is not the user's to write to.",
        "Make room, or set MergeStoreReadOnly. The model itself is complete.");

    public static readonly DiagnosticDescriptor ProjectNotFound = Error(5001,
        "There is no file '{0}'.", "The path of the project is wrong.", "Give the path of a .mergeproj file, or of the ledger in its obj folder.");

    public static readonly DiagnosticDescriptor ProjectNotEvaluated = Error(5002,
        "The project '{0}' could not be evaluated: {1}", "The project is not one of MergeBuild.Sdk, or it does not build.", "Build the project first, and see what dotnet build says.");

    public static readonly DiagnosticDescriptor StoreNotFound = Error(5003,
        "There is no store in '{0}'.", "The path is wrong, or no build has written to the store yet.", "Give the folder that MergeStore names.");

    public static readonly DiagnosticDescriptor LedgerMissing = Error(5004,
        "There is no record of a build in '{0}'.", "The project was never built, was cleaned, or was built by another version of MergeBuild.", "Build the project, then ask again.");
}
