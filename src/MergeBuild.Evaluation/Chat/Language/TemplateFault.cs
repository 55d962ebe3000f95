using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>
/// What ends the parsing or rendering of a template; it becomes a diagnostic at the template's file and line, and never
/// leaves <see cref="ChatTemplate"/>.
/// </summary>
// CA1032 Implement standard exception constructors, CA1064 Exceptions should be public: nobody else throws or sees it.
#pragma warning disable CA1032, CA1064
internal sealed class TemplateFault(DiagnosticDescriptor descriptor, int? line, params object?[] arguments) : Exception
#pragma warning restore CA1032, CA1064
{
    /// <summary>The one-based line; null is the line that is being rendered.</summary>
    public int? Line => line;

    /// <summary>The diagnostic at a place.</summary>
    public MergeBuildException At(SourceLocation location) => descriptor.ExceptionAt(location, arguments);

    /// <summary>A breach of the syntax.</summary>
    public static TemplateFault Syntax(int line, string reason) => new(DiagnosticTable.ChatTemplateSyntax, line, reason);

    /// <summary>Something that a value does not allow.</summary>
    public static TemplateFault Value(string reason) => new(DiagnosticTable.ChatTemplateFailed, null, reason);

    /// <summary>Jinja that is not supported.</summary>
    public static TemplateFault NotSupported(string what, string suggestion, int? line = null) =>
        new(DiagnosticTable.ChatTemplateNotSupported, line, what, suggestion);
}
