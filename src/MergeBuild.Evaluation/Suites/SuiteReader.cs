using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Suites;

/// <summary>Reads the lines of a suite and holds them against one another. Errors are reported together, up to a number.</summary>
internal sealed class SuiteReader(string path)
{
    /// <summary>The most bytes of a line; an example with the text of a long novel has a quarter of it.</summary>
    public const int MaximumLineLength = 4 << 20;

    private const int MaximumErrors = 20;

    private readonly DiagnosticBag _bag = new();
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly ImmutableArray<SuiteExample>.Builder _examples = ImmutableArray.CreateBuilder<SuiteExample>();

    public ImmutableArray<SuiteExample> Read(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        var rest = bytes.StartsWith(byteOrderMark) ? bytes[byteOrderMark.Length..] : bytes;
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            Add(end < 0 ? rest : rest[..end], line);
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (_bag.Diagnostics.Length >= MaximumErrors && !rest.IsEmpty)
            {
                _bag.Report(DiagnosticTable.SuiteErrorsOmitted.At(new SourceLocation(path, line), _bag.Diagnostics.Length));
                break;
            }
        }

        _bag.ThrowIfErrors();
        return _examples.Count > 0 ? _examples.ToImmutable() : throw DiagnosticTable.SuiteEmpty.ExceptionAt(new SourceLocation(path), path);
    }

    private void Add(ReadOnlySpan<byte> text, int line)
    {
        text = text.TrimEnd((byte)'\r');
        if (text.Trim(" \t"u8).IsEmpty)
        {
            return;
        }

        try
        {
            if (text.Length > MaximumLineLength)
            {
                throw DiagnosticTable.SuiteLineTooLong.ExceptionAt(new SourceLocation(path, line), text.Length, MaximumLineLength);
            }

            Accept(SuiteLine.Read(text, path, line).ToExample());
        }
        catch (MergeBuildException exception)
        {
            _bag.Report(exception);
        }
    }

    private void Accept(SuiteExample example)
    {
        var location = new SourceLocation(path, example.Line);
        if (_examples.Count > 0 && _examples[0].Kind != example.Kind)
        {
            throw DiagnosticTable.SuiteKindMixed.ExceptionAt(location, example.Kind.Name(), _examples[0].Line, _examples[0].Kind.Name());
        }

        if (!_lines.TryAdd(example.Id, example.Line))
        {
            throw DiagnosticTable.SuiteIdRepeated.ExceptionAt(location, example.Id, _lines[example.Id]);
        }

        _examples.Add(example);
    }
}
