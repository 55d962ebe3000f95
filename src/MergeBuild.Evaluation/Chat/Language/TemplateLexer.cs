using System.Text;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>
/// Divides a template into tokens as Jinja does with <c>trim_blocks</c> and <c>lstrip_blocks</c>, which is how transformers
/// renders chat templates: the line feed after a block and the blanks before one on its line are no output.
/// https://jinja.palletsprojects.com/en/stable/templates/#whitespace-control
/// </summary>
internal sealed class TemplateLexer
{
    private readonly string _source;
    private readonly List<TemplateToken> _tokens = [];
    private int _position;
    private int _line = 1;

    // Set by the end of a tag: what it does to the text after it.
    private bool _stripNext;
    private bool _trimNext;

    private TemplateLexer(string source) => _source = source;

    /// <summary>The tokens of a template; the last is <see cref="TemplateTokenKind.End"/>.</summary>
    public static List<TemplateToken> Tokenize(string source)
    {
        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lexer = new TemplateLexer(source.EndsWith('\n') ? source[..^1] : source);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (_position < _source.Length)
        {
            var tag = NextTag(_position);
            AddText(_position, tag);
            if (tag < _source.Length)
            {
                ReadTag();
            }
        }

        _tokens.Add(new TemplateToken(TemplateTokenKind.End, "", _line));
    }

    private int NextTag(int from)
    {
        for (var index = _source.IndexOf('{', from); index >= 0; index = _source.IndexOf('{', index + 1))
        {
            if (index + 1 < _source.Length && _source[index + 1] is '{' or '%' or '#')
            {
                return index;
            }
        }

        return _source.Length;
    }

    // The text up to a tag, without the white space that the tags on both sides take away.
    private void AddText(int start, int tag)
    {
        var text = _source[start..tag];
        var line = _line;
        Advance(tag);
        text = _stripNext ? text.TrimStart() : _trimNext && text.StartsWith('\n') ? text[1..] : text;
        (_stripNext, _trimNext) = (false, false);
        if (tag < _source.Length)
        {
            var control = tag + 2 < _source.Length ? _source[tag + 2] : ' ';
            if (control == '-')
            {
                text = text.TrimEnd();
            }
            else if (control != '+' && _source[tag + 1] != '{')
            {
                text = WithoutIndent(text, start, tag);
            }
        }

        if (text.Length > 0)
        {
            _tokens.Add(new TemplateToken(TemplateTokenKind.Text, text, line));
        }
    }

    // Blanks before a block are no output where nothing else is before it on its line.
    private string WithoutIndent(string text, int start, int tag)
    {
        var lineStart = tag == 0 ? 0 : _source.LastIndexOf('\n', tag - 1) + 1;
        var begin = Math.Max(lineStart, start);
        return lineStart >= start && _source.AsSpan(begin, tag - begin).Trim(" \t\v\f").IsEmpty
            ? text[..^Math.Min(text.Length, tag - begin)]
            : text;
    }

    private void ReadTag()
    {
        var (line, kind) = (_line, _source[_position + 1]);
        var body = _position + 2 + (_position + 2 < _source.Length && _source[_position + 2] is '-' or '+' ? 1 : 0);
        if (kind == '#')
        {
            var end = _source.IndexOf("#}", Math.Min(body, _source.Length), StringComparison.Ordinal);
            if (end < 0)
            {
                throw TemplateFault.Syntax(line, "the comment has no end.");
            }

            EndTag(end, _source[end - 1], isBlock: true);
            return;
        }

        if (kind == '%' && RawBlock(body) is { } raw)
        {
            ReadRaw(raw);
            return;
        }

        _tokens.Add(new TemplateToken(kind == '%' ? TemplateTokenKind.BlockBegin : TemplateTokenKind.OutputBegin, "", line));
        Advance(body);
        ReadExpression(kind == '%' ? "%}" : "}}", line);
    }

    private void ReadExpression(string close, int begin)
    {
        var brackets = new Stack<char>();
        while (true)
        {
            SkipBlanks();
            if (_position >= _source.Length)
            {
                throw TemplateFault.Syntax(begin, $"the tag is not closed by '{close}'.");
            }

            var sign = _source[_position] is '-' or '+' ? 1 : 0;
            if (brackets.Count == 0 && string.CompareOrdinal(_source, _position + sign, close, 0, close.Length) == 0)
            {
                _tokens.Add(new TemplateToken(close == "%}" ? TemplateTokenKind.BlockEnd : TemplateTokenKind.OutputEnd, "", _line));
                EndTag(_position + sign, _source[_position], close == "%}");
                return;
            }

            var token = TemplateWords.Read(_source, _position, _line, out var length);
            Balance(brackets, token);
            _tokens.Add(token);
            Advance(_position + length);
        }
    }

    private static void Balance(Stack<char> brackets, TemplateToken token)
    {
        if (token is not { Kind: TemplateTokenKind.Operator, Text: [var bracket] })
        {
            return;
        }

        if (bracket is '(' or '[' or '{')
        {
            brackets.Push(bracket == '(' ? ')' : bracket == '[' ? ']' : '}');
        }
        else if (bracket is ')' or ']' or '}' && (brackets.Count == 0 || brackets.Pop() != bracket))
        {
            throw TemplateFault.Syntax(token.Line, $"'{bracket}' closes nothing.");
        }
    }

    private void EndTag(int end, char control, bool isBlock)
    {
        _stripNext = control == '-';
        _trimNext = isBlock && control != '+';
        Advance(end + 2);
    }

    private (int BodyStart, int BodyEnd, int End, char EndControl)? RawBlock(int body)
    {
        var index = Word(body, "raw");
        if (index < 0)
        {
            return null;
        }

        var first = _source[index] is '-' or '+' ? index + 1 : index;
        if (string.CompareOrdinal(_source, first, "%}", 0, 2) != 0)
        {
            return null;
        }

        (_stripNext, _trimNext) = (_source[index] == '-', _source[index] != '+');
        for (var open = _source.IndexOf("{%", first + 2, StringComparison.Ordinal); open >= 0; open = _source.IndexOf("{%", open + 2, StringComparison.Ordinal))
        {
            var after = Word(open + 2 + (open + 2 < _source.Length && _source[open + 2] is '-' or '+' ? 1 : 0), "endraw");
            if (after >= 0)
            {
                var close = _source[after] is '-' or '+' ? after + 1 : after;
                return string.CompareOrdinal(_source, close, "%}", 0, 2) == 0
                    ? (first + 2, open, close, _source[after])
                    : throw TemplateFault.Syntax(_line, "endraw takes nothing.");
            }
        }

        throw TemplateFault.Syntax(_line, "the raw block has no end.");
    }

    private void ReadRaw((int BodyStart, int BodyEnd, int End, char EndControl) raw)
    {
        Advance(raw.BodyStart);
        AddText(raw.BodyStart, raw.BodyEnd);
        EndTag(raw.End, raw.EndControl, isBlock: true);
    }

    // The position after a word and the blanks around it, or -1 when another word is there.
    private int Word(int position, string word)
    {
        while (position < _source.Length && char.IsWhiteSpace(_source[position]))
        {
            position++;
        }

        if (string.CompareOrdinal(_source, position, word, 0, word.Length) != 0)
        {
            return -1;
        }

        position += word.Length;
        while (position < _source.Length && char.IsWhiteSpace(_source[position]))
        {
            position++;
        }

        return position < _source.Length ? position : -1;
    }

    private void SkipBlanks()
    {
        var end = _position;
        while (end < _source.Length && char.IsWhiteSpace(_source[end]))
        {
            end++;
        }

        Advance(end);
    }

    private void Advance(int position)
    {
        _line += _source.AsSpan(_position, position - _position).Count('\n');
        _position = position;
    }
}
