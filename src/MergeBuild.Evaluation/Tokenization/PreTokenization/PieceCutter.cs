namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary>Takes the delimiters of a piece, and what is between them, from left to right, and appends the parts that they make.</summary>
internal ref struct PieceCutter(TextPiece piece, SplitBehavior behavior, List<TextPiece> output)
{
    private int _start;
    private int _end;
    private bool _hasPending;
    private bool _wasDelimiter;

    /// <summary>Takes the next range.</summary>
    public void Add(int start, int end, bool isDelimiter)
    {
        switch (behavior)
        {
            case SplitBehavior.Removed:
                Flush();
                Hold(start, end, !isDelimiter);
                break;
            case SplitBehavior.MergedWithPrevious when isDelimiter && !_wasDelimiter && _hasPending:
            case SplitBehavior.MergedWithNext when !isDelimiter && _wasDelimiter:
            case SplitBehavior.Contiguous when isDelimiter == _wasDelimiter && _hasPending:
                _end = end;
                break;
            default:
                Flush();
                Hold(start, end, true);
                break;
        }

        _wasDelimiter = isDelimiter;
    }

    /// <summary>Appends what is still held.</summary>
    public void Flush()
    {
        if (_hasPending && _end > _start)
        {
            output.Add(piece.Part(_start, _end));
        }

        _hasPending = false;
    }

    private void Hold(int start, int end, bool isKept) => (_start, _end, _hasPending) = (start, end, isKept);
}
