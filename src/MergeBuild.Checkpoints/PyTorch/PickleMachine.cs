using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// Reads a pickle as data. Python's own reader is a machine that imports what the pickle names and calls it; this one
/// knows a few operations and a few names as opaque tags, and has nothing to call. Values are never walked into, so that
/// sharing and nesting cannot make it slow or deep; memory grows with the bytes that were read, by a small factor.
/// </summary>
internal sealed class PickleMachine
{
    // Python writes a batch of a thousand items at a time; a state dict is four levels deep.
    private const int MaximumStack = 100_000;
    private const int MaximumMarks = 100;

    // A tensor takes some thirty operations and remembers ten values.
    private const int MaximumOperations = 20_000_000;
    private const int MaximumMemo = 5_000_000;
    private const int MaximumTuple = 1000;
    private const byte OldestProtocol = 2;
    private const byte NewestProtocol = 3;

    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];

    private PickleMachine()
    {
    }

    /// <summary>The value that the pickle ends with.</summary>
    public static object? Run(ReadOnlySpan<byte> pickle, string path)
    {
        var reader = new PickleReader(pickle, path);
        return new PickleMachine().Run(ref reader, pickle.Length, path);
    }

    private object? Run(ref PickleReader reader, int length, string path)
    {
        if (reader.Operation() != PickleOperation.Protocol || reader.Byte() is < OldestProtocol or > NewestProtocol)
        {
            throw reader.Invalid($"it must begin with protocol {OldestProtocol} or {NewestProtocol}");
        }

        for (var count = 0; count < MaximumOperations; count++)
        {
            var operation = reader.Operation();
            if (operation == PickleOperation.Stop)
            {
                return _stack.Count == 1 && _marks.Count == 0 && reader.Position == length ? _stack[0]
                    : throw reader.Invalid($"it stops with {_stack.Count} values, {_marks.Count} open marks and {length - reader.Position} bytes behind it");
            }

            Step(ref reader, operation, path);
            if (_stack.Count > MaximumStack || _marks.Count > MaximumMarks)
            {
                throw reader.TooLarge($"{_stack.Count} values and {_marks.Count} marks wait; at most {MaximumStack} and {MaximumMarks} are kept");
            }
        }

        throw reader.TooLarge($"more than {MaximumOperations} operations");
    }

    private void Step(ref PickleReader reader, PickleOperation operation, string path)
    {
        switch (operation)
        {
            case PickleOperation.Mark: _marks.Add(_stack.Count); break;
            case PickleOperation.None: _stack.Add(null); break;
            case PickleOperation.NewTrue: _stack.Add(true); break;
            case PickleOperation.NewFalse: _stack.Add(false); break;
            case PickleOperation.BinaryInteger1: _stack.Add(reader.Integer1()); break;
            case PickleOperation.BinaryInteger2: _stack.Add(reader.Integer2()); break;
            case PickleOperation.BinaryInteger: _stack.Add(reader.Integer4()); break;
            case PickleOperation.Long1: _stack.Add(reader.Long()); break;
            case PickleOperation.BinaryFloat: _stack.Add(reader.Float()); break;
            case PickleOperation.BinaryUnicode: _stack.Add(reader.Text()); break;
            case PickleOperation.EmptyDictionary: _stack.Add(new PickleDictionary(isOrdered: false)); break;
            case PickleOperation.EmptyList: _stack.Add(new PickleList()); break;
            case PickleOperation.EmptyTuple: _stack.Add(new PickleTuple([])); break;
            case PickleOperation.Tuple1: _stack.Add(new PickleTuple(Pop(ref reader, 1))); break;
            case PickleOperation.Tuple2: _stack.Add(new PickleTuple(Pop(ref reader, 2))); break;
            case PickleOperation.Tuple3: _stack.Add(new PickleTuple(Pop(ref reader, 3))); break;
            case PickleOperation.Tuple: _stack.Add(MarkedTuple(ref reader)); break;
            case PickleOperation.BinaryPut: Remember(ref reader, reader.Byte()); break;
            case PickleOperation.LongBinaryPut: Remember(ref reader, reader.Index4()); break;
            case PickleOperation.BinaryGet: _stack.Add(Recall(ref reader, reader.Byte())); break;
            case PickleOperation.LongBinaryGet: _stack.Add(Recall(ref reader, reader.Index4())); break;
            case PickleOperation.Global: _stack.Add(Global(ref reader, path)); break;
            case PickleOperation.BinaryPersistentId: _stack.Add(StateDictRecords.Storage(ref reader, Pop(ref reader, 1)[0])); break;
            case PickleOperation.Reduce: Reduce(ref reader); break;
            case PickleOperation.Build: Build(ref reader); break;
            case PickleOperation.Append: Append(ref reader, Pop(ref reader, 1)); break;
            case PickleOperation.Appends: Append(ref reader, PopMarked(ref reader)); break;
            case PickleOperation.SetItem: SetItems(ref reader, Pop(ref reader, 2)); break;
            case PickleOperation.SetItems: SetItems(ref reader, PopMarked(ref reader)); break;
            default: throw DiagnosticTable.PickleForbiddenOperation.Exception(path, reader.At, (byte)operation);
        }
    }

    private static PickleGlobal Global(ref PickleReader reader, string path)
    {
        var (module, name) = (reader.Line(), reader.Line());
        return PickleGlobal.Find(module, name) ?? throw DiagnosticTable.PickleForbiddenName.Exception(path, reader.At, $"{module}.{name}");
    }

    private void Reduce(ref PickleReader reader)
    {
        var operands = Pop(ref reader, 2);
        _stack.Add(operands is [PickleGlobal global, PickleTuple arguments]
            ? StateDictRecords.Build(ref reader, global, arguments.Items)
            : throw reader.Invalid("what is called is no name with a tuple of arguments"));
    }

    // The attributes of an ordered dictionary: torch keeps versions of modules there, which say nothing of tensors.
    private void Build(ref PickleReader reader)
    {
        var state = Pop(ref reader, 1)[0];
        if (Top(ref reader) is not PickleDictionary { IsOrdered: true } || state is not PickleDictionary)
        {
            throw reader.Invalid("attributes are set on something else than an ordered dictionary");
        }
    }

    private void Append(ref PickleReader reader, ImmutableArray<object?> items)
    {
        if (Top(ref reader) is not PickleList)
        {
            throw reader.Invalid($"{items.Length} items are appended to something else than a list");
        }
    }

    private void SetItems(ref PickleReader reader, ImmutableArray<object?> items)
    {
        if (Top(ref reader) is not PickleDictionary dictionary || items.Length % 2 != 0)
        {
            throw reader.Invalid("items are set in something else than a dictionary, or a name has no value");
        }

        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is not string name)
            {
                throw reader.Invalid("a dictionary has a name that is no text");
            }

            if (!dictionary.TryAdd(name, items[i + 1]))
            {
                throw reader.Invalid($"the name '{LogText.Sanitize(name)}' is set twice");
            }
        }
    }

    private PickleTuple MarkedTuple(ref PickleReader reader)
    {
        var items = PopMarked(ref reader);
        return items.Length <= MaximumTuple ? new PickleTuple(items)
            : throw reader.TooLarge($"a tuple of {items.Length} values; at most {MaximumTuple} are read");
    }

    private ImmutableArray<object?> PopMarked(ref PickleReader reader)
    {
        if (_marks.Count == 0)
        {
            throw reader.Invalid("it asks for values behind a mark, and there is none");
        }

        var mark = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        return TakeFrom(mark);
    }

    private ImmutableArray<object?> Pop(ref PickleReader reader, int count)
    {
        CheckStack(ref reader, count);
        return TakeFrom(_stack.Count - count);
    }

    private object? Top(ref PickleReader reader)
    {
        CheckStack(ref reader, 1);
        return _stack[^1];
    }

    // Values below an open mark belong to what comes after it is closed.
    private void CheckStack(ref PickleReader reader, int count)
    {
        if (_stack.Count - count < (_marks.Count > 0 ? _marks[^1] : 0))
        {
            throw reader.Invalid("it asks for more values than there are");
        }
    }

    private ImmutableArray<object?> TakeFrom(int first)
    {
        var items = CollectionsMarshal.AsSpan(_stack)[first..].ToImmutableArray();
        _stack.RemoveRange(first, _stack.Count - first);
        return items;
    }

    private void Remember(ref PickleReader reader, uint index)
    {
        _memo[index] = Top(ref reader);
        if (_memo.Count > MaximumMemo)
        {
            throw reader.TooLarge($"more than {MaximumMemo} values are remembered");
        }
    }

    private object? Recall(ref PickleReader reader, uint index) =>
        _memo.TryGetValue(index, out var value) ? value : throw reader.Invalid($"it recalls value {index}, which it never remembered");
}
