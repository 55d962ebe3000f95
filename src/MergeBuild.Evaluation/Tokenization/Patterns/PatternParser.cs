using System.Collections.Immutable;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>
/// Parses the regular expressions of tokenizer files: the part of Oniguruma's syntax
/// (https://github.com/kkos/oniguruma/blob/master/doc/RE) that patterns for splitting text use. What is not supported
/// (back-references, named groups, conditions, recursion) is an error.
/// </summary>
internal sealed class PatternParser
{
    private const int MaximumDepth = 100;
    private const int MaximumCount = 1000;

    private readonly PatternReader _reader;
    private readonly BracketParser _brackets;
    private bool _ignoresCase;
    private int _depth;

    private PatternParser(string pattern)
    {
        _reader = new PatternReader(pattern);
        _brackets = new BracketParser(_reader);
    }

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="PatternException">The pattern is malformed, or uses what is not supported.</exception>
    public static PatternNode Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.Alternation();
        return parser._reader.IsAtEnd ? node : throw parser._reader.Failure("a closing parenthesis without an opening one");
    }

    private PatternNode Alternation()
    {
        if (++_depth > MaximumDepth)
        {
            throw _reader.Failure($"more than {MaximumDepth} groups in one another");
        }

        // An option in a group holds to the group's end, over its further branches as well.
        var outer = _ignoresCase;
        var branches = ImmutableArray.CreateBuilder<PatternNode>();
        do
        {
            branches.Add(Sequence());
        }
        while (_reader.Takes('|'));

        _ignoresCase = outer;
        _depth--;
        return branches.Count == 1 ? branches[0] : new AlternationNode(branches.ToImmutable());
    }

    private SequenceNode Sequence()
    {
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (!_reader.IsAtEnd && !_reader.IsAt('|') && !_reader.IsAt(')'))
        {
            parts.Add(Repeated(Atom()));
        }

        return new SequenceNode(parts.ToImmutable());
    }

    private PatternNode Atom()
    {
        if (_reader.IsAt('('))
        {
            return Group();
        }

        if (_reader.IsAt('['))
        {
            return new SetNode(_brackets.Set(_ignoresCase));
        }

        if (_reader.IsAt('*') || _reader.IsAt('+') || _reader.IsAt('?'))
        {
            throw _reader.Failure("a quantifier with nothing to repeat");
        }

        if (_reader.IsAt('\\'))
        {
            return Escape();
        }

        var codePoint = _reader.Next();
        return codePoint switch
        {
            '.' => new SetNode(NamedSets.Dot),
            '^' => new PlaceNode(PatternPlace.LineStart),
            '$' => new PlaceNode(PatternPlace.LineEnd),
            _ => Literal(codePoint),
        };
    }

    private PatternNode Escape()
    {
        if (PatternEscapes.PlaceOf(_reader) is { } place)
        {
            return new PlaceNode(place);
        }

        var escape = PatternEscapes.Read(_reader, inBrackets: false);
        return escape.Set is { } set ? new SetNode(_ignoresCase ? set.WithoutCase() : set) : Literal(escape.CodePoint);
    }

    private SetNode Literal(int codePoint)
    {
        var set = CodePointSet.Of(codePoint);
        return new SetNode(_ignoresCase && CaseVariants.Of(codePoint).Any() ? set.WithoutCase() : set);
    }

    private PatternNode Group()
    {
        _reader.Next();
        if (!_reader.Takes('?'))
        {
            return Closed(Alternation());
        }

        if (_reader.Takes(':'))
        {
            return Closed(Alternation());
        }

        if (_reader.Takes('>'))
        {
            return new AtomicNode(Closed(Alternation()));
        }

        var isBehind = _reader.Takes('<');
        if (_reader.IsAt('=') || _reader.IsAt('!'))
        {
            var isNegative = _reader.Next() == '!';
            var body = Closed(Alternation());
            return !isBehind || body.Width is not null
                ? new LookNode(body, isBehind, isNegative)
                : throw _reader.Failure("a look-behind of varying width, which is not supported,");
        }

        return isBehind ? throw _reader.Failure("a named group, which is not supported,") : Options();
    }

    // (?i), (?-i), (?i:…): letters of options, the part after a minus sign taken away.
    private PatternNode Options()
    {
        var ignoresCase = _ignoresCase;
        var value = true;
        while (!_reader.IsAt(')') && !_reader.IsAt(':'))
        {
            switch (_reader.IsAtEnd ? -1 : _reader.Next())
            {
                case 'i':
                    ignoresCase = value;
                    break;
                case '-':
                    value = false;
                    break;
                default:
                    throw _reader.Failure("a group option that is not supported");
            }
        }

        if (_reader.Next() == ')')
        {
            // The rest of the group is a branch set of its own: in Oniguruma a(?i)b|c is a(?i:b|c).
            var before = _ignoresCase;
            _ignoresCase = ignoresCase;
            var rest = Alternation();
            _ignoresCase = before;
            return rest;
        }

        var outer = _ignoresCase;
        _ignoresCase = ignoresCase;
        var body = Alternation();
        _ignoresCase = outer;
        return Closed(body);
    }

    private PatternNode Closed(PatternNode node) => _reader.Takes(')') ? node : throw _reader.Failure("no closing parenthesis");

    private PatternNode Repeated(PatternNode node)
    {
        while (Quantifier() is var (minimum, maximum, isInterval))
        {
            var kind = RepeatKind.Greedy;
            if (_reader.Takes('?'))
            {
                kind = isInterval && minimum == maximum ? throw _reader.Failure("{n}?, which is not supported,") : RepeatKind.Lazy;
            }
            else if (!isInterval && _reader.Takes('+'))
            {
                kind = RepeatKind.Possessive;
            }

            node = node.IsNullable
                ? throw _reader.Failure("a repeated part that can match nothing, which is not supported,")
                : new RepeatNode(node, minimum, maximum, kind);
        }

        return node;
    }

    private (int Minimum, int Maximum, bool IsInterval)? Quantifier()
    {
        if (_reader.Takes('*'))
        {
            return (0, int.MaxValue, false);
        }

        if (_reader.Takes('+'))
        {
            return (1, int.MaxValue, false);
        }

        return _reader.Takes('?') ? (0, 1, false) : _reader.Interval(MaximumCount) is var (minimum, maximum) ? (minimum, maximum, true) : null;
    }
}
