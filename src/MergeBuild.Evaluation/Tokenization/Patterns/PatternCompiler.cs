namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>Turns a parsed pattern into instructions.</summary>
internal sealed class PatternCompiler
{
    private const int MaximumLength = 20_000;
    private readonly List<Instruction> _instructions = [];

    private PatternCompiler()
    {
    }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="PatternException">Written out, its repetitions are too long.</exception>
    public static Instruction[] Compile(PatternNode node)
    {
        var compiler = new PatternCompiler();
        compiler.Emit(node);
        compiler.Add(new Instruction(PatternOperation.Accept));
        return [.. compiler._instructions];
    }

    private int Here => _instructions.Count;

    private int Add(Instruction instruction)
    {
        if (Here >= MaximumLength)
        {
            throw new PatternException($"repetitions that come to more than {MaximumLength} steps", 0);
        }

        _instructions.Add(instruction);
        return Here - 1;
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case SetNode(var set):
                Add(set.Single >= 0 ? new Instruction(PatternOperation.CodePoint, First: set.Single) : new Instruction(PatternOperation.Set, set));
                break;
            case SequenceNode(var parts):
                foreach (var part in parts)
                {
                    Emit(part);
                }

                break;
            case AlternationNode alternation:
                EmitBranches(alternation);
                break;
            case RepeatNode { Body: SetNode(var set) } repeat:
                Add(new Instruction(PatternOperation.Run, set, repeat.Minimum, repeat.Maximum, repeat.Kind));
                break;
            case RepeatNode { Kind: RepeatKind.Possessive } repeat:
                EmitEnclosed(PatternOperation.Atomic, repeat with { Kind = RepeatKind.Greedy }, 0);
                break;
            case RepeatNode repeat:
                EmitRepeat(repeat);
                break;
            case LookNode look:
                EmitEnclosed(look.IsNegative ? PatternOperation.NegativeLook : PatternOperation.Look, look.Body, look.IsBehind ? look.Body.Width!.Value : 0);
                break;
            case AtomicNode(var body):
                EmitEnclosed(PatternOperation.Atomic, body, 0);
                break;
            case PlaceNode(var place):
                Add(new Instruction(PatternOperation.Place, First: (int)place));
                break;
        }
    }

    private void EmitBranches(AlternationNode alternation)
    {
        var jumps = new List<int>();
        foreach (var branch in alternation.Branches[..^1])
        {
            var fork = Add(new Instruction(PatternOperation.Fork));
            Emit(branch);
            jumps.Add(Add(new Instruction(PatternOperation.Jump)));
            _instructions[fork] = new Instruction(PatternOperation.Fork, FirstSets.Of(branch), fork + 1, Here);
        }

        Emit(alternation.Branches[^1]);
        foreach (var jump in jumps)
        {
            _instructions[jump] = new Instruction(PatternOperation.Jump, First: Here);
        }
    }

    private void EmitRepeat(RepeatNode repeat)
    {
        for (var count = 0; count < repeat.Minimum; count++)
        {
            Emit(repeat.Body);
        }

        if (repeat.Maximum == int.MaxValue)
        {
            var fork = EmitOptional(repeat, jumpsBack: true);
            Complete(fork, repeat);
            return;
        }

        var forks = new List<int>();
        for (var count = repeat.Minimum; count < repeat.Maximum; count++)
        {
            forks.Add(EmitOptional(repeat, jumpsBack: false));
        }

        forks.ForEach(fork => Complete(fork, repeat));
    }

    private int EmitOptional(RepeatNode repeat, bool jumpsBack)
    {
        var fork = Add(new Instruction(PatternOperation.Fork));
        Emit(repeat.Body);
        if (jumpsBack)
        {
            Add(new Instruction(PatternOperation.Jump, First: fork));
        }

        return fork;
    }

    private void Complete(int fork, RepeatNode repeat) => _instructions[fork] = repeat.Kind == RepeatKind.Lazy
        ? new Instruction(PatternOperation.Fork, null, Here, fork + 1)
        : new Instruction(PatternOperation.Fork, FirstSets.Of(repeat.Body), fork + 1, Here);

    private void EmitEnclosed(PatternOperation operation, PatternNode body, int width)
    {
        var start = Add(new Instruction(operation));
        Emit(body);
        Add(new Instruction(PatternOperation.Accept));
        _instructions[start] = new Instruction(operation, null, Here, width);
    }
}
