namespace MergeBuild.Diagnostics;

/// <summary>A place in a text file that a person wrote.</summary>
/// <param name="File">Path of the file, as the caller wants it shown.</param>
/// <param name="Line">One-based line; 0 when only the file is known.</param>
/// <param name="Column">One-based column; 0 when only the line is known.</param>
public sealed record SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>The location in MSBuild's canonical form: <c>file(line,column)</c>.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => $"{File}({Line})",
        _ => $"{File}({Line},{Column})",
    };
}
