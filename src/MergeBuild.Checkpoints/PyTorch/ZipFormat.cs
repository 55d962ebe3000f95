namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// Constants of zip archives, section by section of the specification (APPNOTE.TXT 6.3.10,
/// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
/// </summary>
internal static class ZipFormat
{
    // 4.3.7 Local file header.
    public const uint LocalSignature = 0x04034B50;
    public const int LocalLength = 30;
    public const int LocalFlags = 6;
    public const int LocalMethod = 8;
    public const int LocalChecksum = 14;
    public const int LocalCompressedLength = 18;
    public const int LocalLengthOffset = 22;
    public const int LocalNameLength = 26;
    public const int LocalExtraLength = 28;

    // 4.3.9 Data descriptor: optional signature, checksum, two lengths of 4 or 8 bytes.
    public const uint DescriptorSignature = 0x08074B50;

    // 4.3.12 Central directory header.
    public const uint CentralSignature = 0x02014B50;
    public const int CentralLength = 46;
    public const int CentralFlags = 8;
    public const int CentralMethod = 10;
    public const int CentralChecksum = 16;
    public const int CentralCompressedLength = 20;
    public const int CentralLengthOffset = 24;
    public const int CentralNameLength = 28;
    public const int CentralExtraLength = 30;
    public const int CentralCommentLength = 32;
    public const int CentralDisk = 34;
    public const int CentralLocalOffset = 42;

    // 4.3.14 Zip64 end of central directory record, and 4.3.15 its locator.
    public const uint End64Signature = 0x06064B50;
    public const int End64Length = 56;
    public const int End64Entries = 32;
    public const int End64DirectoryLength = 40;
    public const int End64DirectoryOffset = 48;
    public const uint LocatorSignature = 0x07064B50;
    public const int LocatorLength = 20;
    public const int LocatorOffset = 8;

    // 4.3.16 End of central directory record.
    public const uint EndSignature = 0x06054B50;
    public const int EndLength = 22;
    public const int EndDisks = 4;
    public const int EndEntriesHere = 8;
    public const int EndEntries = 10;
    public const int EndDirectoryLength = 12;
    public const int EndDirectoryOffset = 16;
    public const int EndCommentLength = 20;

    // 4.4.4 General purpose bits, and 4.4.5 compression methods.
    public const ushort DescriptorFlag = 1 << 3;
    public const ushort Utf8Flag = 1 << 11;
    public const ushort Stored = 0;

    // 4.5.3 Zip64 extended information, for the fields that hold the largest value of their width.
    public const ushort Zip64Extra = 1;
    public const uint In64Bits = uint.MaxValue;
    public const ushort CountIn64Bits = ushort.MaxValue;
}
