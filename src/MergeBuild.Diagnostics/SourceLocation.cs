namespace MergeBuild.Diagnostics;

/// <summary>A place in a text file that a person wrote.</summary>
/// <param name="File">Path of the file, as the caller wants it shown.</param>
/// <param name="Line">One-based line; 0 when only the file is known.</param>
/// <param name="Column">One-based column; 0 when only the line is known.</param>
public sealed record SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>The path of the file with everything that a log could take for a command made harmless.</summary>
    public string ShownFile => LogText.SanitizePath(File);

    /// <summary>The location in MSBuild's canonical form, harmless in a log: <c>file(line,column)</c>.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => ShownFile,
        (_, 0) => $"{ShownFile}({Line})",
        _ => $"{ShownFile}({Line},{Column})",
    };
}
