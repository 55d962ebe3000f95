namespace MergeBuild.Merging.Engine;

/// <summary>Goes over the units of a block without allocating.</summary>
internal struct UnitEnumerator(long firstElement, int count, int unitLength)
{
    private int _next;

    public Unit Current { get; private set; }

    public readonly UnitEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= count)
        {
            return false;
        }

        Current = new Unit(firstElement + _next, _next, Math.Min(unitLength, count - _next));
        _next += unitLength;
        return true;
    }
}
