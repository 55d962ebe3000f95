using System.Globalization;

namespace MergeBuild.Diagnostics;

/// <summary>Recognises that the memory ran out, on whichever of several threads it did.</summary>
public static class MemoryLimit
{
    /// <summary>Whether an exception says so.</summary>
    public static bool IsExceeded(Exception? exception) => exception switch
    {
        OutOfMemoryException => true,
        AggregateException several => several.InnerExceptions.Any(IsExceeded),
        TypeInitializationException outer => IsExceeded(outer.InnerException),
        _ => false,
    };

    /// <summary>The error to show (MB3071), with what .NET may use at most.</summary>
    public static Diagnostic Diagnostic => DiagnosticTable.MemoryExhausted.With(
        string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024):0} MiB"));
}
