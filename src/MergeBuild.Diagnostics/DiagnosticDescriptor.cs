using System.Globalization;

namespace MergeBuild.Diagnostics;

/// <summary>One row of the diagnostics table: what can go wrong, why, and what to do.</summary>
/// <param name="Code"><c>MB</c> and four digits; never reused for another meaning.</param>
/// <param name="Severity">Whether it stops the build.</param>
/// <param name="MessageFormat">A composite format string that reads as a sentence.</param>
/// <param name="Cause">Why it happens, for the documentation.</param>
/// <param name="Cure">What the user does about it, for the documentation.</param>
public sealed record DiagnosticDescriptor(
    string Code, DiagnosticSeverity Severity, string MessageFormat, string Cause, string Cure)
{
    /// <summary>The page that explains this code.</summary>
    public string HelpLink => $"https://github.com/mergebuild/mergebuild/blob/main/docs/diagnostics.md#{Code.ToLowerInvariant()}";

    /// <summary>An occurrence at no particular place.</summary>
    public Diagnostic With(params object?[] arguments) => At(null, arguments);

    /// <summary>An occurrence at <paramref name="location"/>. Arguments that are no numbers are made safe to print.</summary>
    public Diagnostic At(SourceLocation? location, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var safe = Array.ConvertAll(arguments, Safe);
        var message = string.Format(CultureInfo.InvariantCulture, MessageFormat, safe);

        // An argument is safe by itself; one that begins with a bracket is not after the space of the format.
        return new Diagnostic(this, message.Replace(" [", " (", StringComparison.Ordinal), location);
    }

    // Whatever has a text of its own may have it from a file: a name, a version, a character.
    private static object? Safe(object? argument) => Convert.GetTypeCode(argument) is TypeCode.Object or TypeCode.String or TypeCode.Char
        ? LogText.Sanitize(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "")
        : argument;

    /// <summary>The occurrence as an exception, for places that cannot go on.</summary>
    public MergeBuildException Exception(params object?[] arguments) => new(With(arguments));

    /// <summary>The occurrence at a place, as an exception.</summary>
    public MergeBuildException ExceptionAt(SourceLocation? location, params object?[] arguments) => new(At(location, arguments));
}
