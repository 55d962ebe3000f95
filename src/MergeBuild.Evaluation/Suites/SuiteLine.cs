using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Suites;

/// <summary>The keys and values of one line, with their columns.</summary>
internal sealed class SuiteLine
{
    private static readonly string[] KnownKeys = ["id", "prompt", "answer", "choices", "label", "text", "cluster", "tags"];
    private static readonly JsonReaderOptions Strict = new() { CommentHandling = JsonCommentHandling.Disallow, MaxDepth = 8 };

    private readonly Dictionary<string, (JsonElement Value, int Column)> _values = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly int _line;

    private SuiteLine(string path, int line)
    {
        _path = path;
        _line = line;
    }

    /// <summary>Reads a line.</summary>
    public static SuiteLine Read(ReadOnlySpan<byte> text, string path, int line)
    {
        var result = new SuiteLine(path, line);
        if (!Utf8.IsValid(text))
        {
            throw DiagnosticTable.SuiteLineInvalid.ExceptionAt(result.At(0), "it is not valid UTF-8.");
        }

        try
        {
            result.ReadKeys(text);
            return result;
        }
        catch (JsonException exception)
        {
            throw DiagnosticTable.SuiteLineInvalid.ExceptionAt(result.At((int)(exception.BytePositionInLine ?? 0) + 1), WithoutPosition(exception.Message));
        }
        catch (InvalidOperationException exception)
        {
            throw DiagnosticTable.SuiteLineInvalid.ExceptionAt(result.At(0), exception.Message);
        }
    }

    /// <summary>The example that the keys make.</summary>
    public SuiteExample ToExample()
    {
        var id = _values.ContainsKey("id") ? Text("id") : throw DiagnosticTable.SuiteIdMissing.ExceptionAt(At(0));
        return Content() with
        {
            Id = id,
            Cluster = _values.ContainsKey("cluster") ? Text("cluster") : null,
            Tags = _values.ContainsKey("tags") ? Texts("tags", 0) : [],
        };
    }

    private SuiteExample Content() =>
        (Has("prompt"), Has("answer"), Has("choices"), Has("label"), Has("text")) switch
        {
            (true, true, false, false, false) => new GenerationExample(Text("prompt", mayBeEmpty: true), Answers()) { Id = "", Line = _line },
            (true, false, false, false, false) => new GenerationExample(Text("prompt", mayBeEmpty: true), []) { Id = "", Line = _line },
            (true, false, true, true, false) => MultipleChoice(),
            (true, false, false, true, false) => new ClassificationExample(Text("prompt", mayBeEmpty: true), ClassLabel()) { Id = "", Line = _line },
            (false, false, false, false, true) => new TextExample(Text("text")) { Id = "", Line = _line },
            _ => throw DiagnosticTable.SuiteKindUnclear.ExceptionAt(At(0), string.Join(", ", _values.Keys.Order(StringComparer.Ordinal))),
        };

    private MultipleChoiceExample MultipleChoice()
    {
        var choices = Texts("choices", minimum: 2);
        var (value, column) = _values["label"];
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var label))
        {
            throw Wrong("label", "the number of a choice, from 0");
        }

        return label >= 0 && label < choices.Length
            ? new MultipleChoiceExample(Text("prompt", mayBeEmpty: true), choices, label) { Id = "", Line = _line }
            : throw DiagnosticTable.SuiteLabelOutOfRange.ExceptionAt(At(column), label, choices.Length);
    }

    private ImmutableArray<string> Answers() =>
        _values["answer"].Value.ValueKind == JsonValueKind.Array ? Texts("answer", minimum: 1) : [Text("answer")];

    private string ClassLabel()
    {
        var value = _values["label"].Value;
        return value.ValueKind == JsonValueKind.String ? Text("label")
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? value.GetRawText()
            : throw Wrong("label", "the name of a class, or its number from 0");
    }

    private bool Has(string key) => _values.ContainsKey(key);

    private string Text(string key, bool mayBeEmpty = false)
    {
        var value = _values[key].Value;
        return value.ValueKind == JsonValueKind.String && (mayBeEmpty || value.GetString() is { Length: > 0 })
            ? value.GetString()!
            : throw Wrong(key, mayBeEmpty ? "a text" : "a text that is not empty");
    }

    private ImmutableArray<string> Texts(string key, int minimum)
    {
        var value = _values[key].Value;
        var expected = minimum switch
        {
            0 => "a list of texts",
            1 => "a text or a list of texts, none empty",
            _ => "a list of two or more texts, none empty",
        };
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < minimum)
        {
            throw Wrong(key, expected);
        }

        return [.. value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text ? text : throw Wrong(key, expected))];
    }

    private void ReadKeys(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Strict);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw DiagnosticTable.SuiteLineInvalid.ExceptionAt(At(1), "it does not begin with a brace.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = (int)reader.TokenStartIndex + 1;
            var key = reader.GetString()!;
            reader.Read();
            var value = JsonElement.ParseValue(ref reader);
            CheckEscapes(value);
            if (!KnownKeys.Contains(key))
            {
                throw DiagnosticTable.SuiteKeyUnknown.ExceptionAt(At(column), key, Suggestion.For(key, KnownKeys));
            }

            if (!_values.TryAdd(key, (value, column)))
            {
                throw DiagnosticTable.SuiteKeyRepeated.ExceptionAt(At(column), key);
            }
        }

        // Throws for anything after the closing brace.
        reader.Read();
    }

    // Half a surrogate pair is found only when a text is asked for.
    private static void CheckEscapes(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            _ = value.GetString();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                CheckEscapes(item);
            }
        }
    }

    private MergeBuildException Wrong(string key, string expected) =>
        DiagnosticTable.SuiteValueWrong.ExceptionAt(At(_values[key].Column), key, expected, Shown(_values[key].Value));

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 80 } text ? text : value.GetRawText()[..80] + "…";

    // The message of a JsonException ends with a position inside the line, which the location states better.
    private static string WithoutPosition(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;

    private SourceLocation At(int column) => new(_path, _line, column);
}
