namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// The operations of pickles that state dicts take, by their names in Python's pickletools, which describes each
/// (https://github.com/python/cpython/blob/main/Lib/pickletools.py). All others are refused.
/// </summary>
internal enum PickleOperation : byte
{
    Mark = (byte)'(',
    Stop = (byte)'.',
    BinaryFloat = (byte)'G',
    BinaryInteger = (byte)'J',
    BinaryInteger1 = (byte)'K',
    BinaryInteger2 = (byte)'M',
    None = (byte)'N',
    BinaryPersistentId = (byte)'Q',
    Reduce = (byte)'R',
    BinaryUnicode = (byte)'X',
    Append = (byte)'a',
    Build = (byte)'b',
    Global = (byte)'c',
    Appends = (byte)'e',
    BinaryGet = (byte)'h',
    LongBinaryGet = (byte)'j',
    BinaryPut = (byte)'q',
    LongBinaryPut = (byte)'r',
    SetItem = (byte)'s',
    Tuple = (byte)'t',
    SetItems = (byte)'u',
    EmptyDictionary = (byte)'}',
    EmptyList = (byte)']',
    EmptyTuple = (byte)')',
    Protocol = 0x80,
    Tuple1 = 0x85,
    Tuple2 = 0x86,
    Tuple3 = 0x87,
    NewTrue = 0x88,
    NewFalse = 0x89,
    Long1 = 0x8A,
}
