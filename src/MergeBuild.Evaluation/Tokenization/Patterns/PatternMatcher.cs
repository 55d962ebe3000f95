using System.Buffers;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>
/// Runs a compiled pattern at places of a text, with backtracking. Runs of one set are one step each, and the ways not
/// yet tried are kept on a stack of its own, so that neither long runs nor long texts need depth.
/// </summary>
internal ref struct PatternMatcher(Instruction[] instructions, ReadOnlySpan<char> text)
{
    private const long BaseSteps = 50_000_000;
    private const long StepsPerUnit = 200;

    // What an entry of the stack holds: an instruction, a place, and for runs how far they may still change.
    private const int EntrySize = 3;

    private readonly ReadOnlySpan<char> _text = text;
    private long _stepsLeft = BaseSteps + StepsPerUnit * text.Length;
    private int[] _stack = ArrayPool<int>.Shared.Rent(256);
    private int _height = 0;

    /// <summary>The end of the match that starts at a place, or -1.</summary>
    public int Match(int start) => Run(0, start);

    /// <summary>Gives back the stack.</summary>
    public readonly void Dispose() => ArrayPool<int>.Shared.Return(_stack);

    private int Run(int instruction, int place)
    {
        var floor = _height;
        while (true)
        {
            if (--_stepsLeft < 0)
            {
                throw new PatternEffortException(_text.Length);
            }

            var step = instructions[instruction];
            var goesOn = true;
            switch (step.Operation)
            {
                case PatternOperation.Accept:
                    _height = floor;
                    return place;
                case PatternOperation.CodePoint:
                    goesOn = place < _text.Length && CodePoints.At(_text, place) == step.First;
                    place += goesOn ? CodePoints.Length(step.First) : 0;
                    instruction++;
                    break;
                case PatternOperation.Set:
                    goesOn = TryStep(step.Set!, ref place);
                    instruction++;
                    break;
                case PatternOperation.Run:
                    goesOn = TryRun(step, instruction, ref place);
                    instruction++;
                    break;
                case PatternOperation.Fork:
                    if (step.Set is null || (place < _text.Length && step.Set.Contains(CodePoints.At(_text, place))))
                    {
                        Push(step.Second, place, -1);
                        instruction = step.First;
                    }
                    else
                    {
                        instruction = step.Second;
                    }

                    break;
                case PatternOperation.Jump:
                    instruction = step.First;
                    break;
                case PatternOperation.Look:
                case PatternOperation.NegativeLook:
                    var from = Back(place, step.Second);
                    var isThere = from >= 0 && Run(instruction + 1, from) is >= 0;
                    goesOn = isThere == (step.Operation == PatternOperation.Look);
                    instruction = step.First;
                    break;
                case PatternOperation.Atomic:
                    var end = Run(instruction + 1, place);
                    goesOn = end >= 0;
                    place = end;
                    instruction = step.First;
                    break;
                case PatternOperation.Place:
                    goesOn = PatternPlaces.Is((PatternPlace)step.First, _text, place);
                    instruction++;
                    break;
            }

            if (!goesOn && !TryBacktrack(floor, ref instruction, ref place))
            {
                return -1;
            }
        }
    }

    // Takes the last way that was not tried.
    private bool TryBacktrack(int floor, ref int instruction, ref int place)
    {
        while (_height > floor)
        {
            _height -= EntrySize;
            (instruction, place) = (_stack[_height], _stack[_height + 1]);
            var limit = _stack[_height + 2];
            if (limit < 0)
            {
                return true;
            }

            var step = instructions[instruction];
            if (step.Kind == RepeatKind.Greedy)
            {
                place = CodePoints.Before(_text, place);
                if (place > limit)
                {
                    Push(instruction, place, limit);
                }
            }
            else if (!TryStep(step.Set!, ref place))
            {
                continue;
            }
            else if (limit > 1)
            {
                Push(instruction, place, limit - 1);
            }

            instruction++;
            return true;
        }

        return false;
    }

    private bool TryRun(Instruction step, int instruction, ref int place)
    {
        var count = 0;
        while (count < step.First && TryStep(step.Set!, ref place))
        {
            count++;
        }

        if (count < step.First)
        {
            return false;
        }

        if (step.Kind == RepeatKind.Lazy)
        {
            if (step.Second > count)
            {
                Push(instruction, place, step.Second == int.MaxValue ? int.MaxValue : step.Second - count);
            }

            return true;
        }

        var least = place;
        while (count < step.Second && TryStep(step.Set!, ref place))
        {
            count++;
        }

        _stepsLeft -= count;
        if (step.Kind == RepeatKind.Greedy && place > least)
        {
            Push(instruction, place, least);
        }

        return true;
    }

    private readonly bool TryStep(CodePointSet set, ref int place)
    {
        if (place == _text.Length)
        {
            return false;
        }

        var codePoint = CodePoints.At(_text, place);
        var isMember = set.Contains(codePoint);
        place += isMember ? CodePoints.Length(codePoint) : 0;
        return isMember;
    }

    // The place so many code points before, or -1 where the text begins later.
    private readonly int Back(int place, int count)
    {
        while (count > 0 && place > 0)
        {
            place = CodePoints.Before(_text, place);
            count--;
        }

        return count == 0 ? place : -1;
    }

    private void Push(int instruction, int place, int limit)
    {
        if (_height + EntrySize > _stack.Length)
        {
            var larger = ArrayPool<int>.Shared.Rent(_stack.Length * 2);
            _stack.AsSpan(0, _height).CopyTo(larger);
            ArrayPool<int>.Shared.Return(_stack);
            _stack = larger;
        }

        _stack[_height] = instruction;
        _stack[_height + 1] = place;
        _stack[_height + 2] = limit;
        _height += EntrySize;
    }
}
