namespace MergeBuild.Evaluation.Tokenization.Unicode;

/// <summary>What a code point decomposes into.</summary>
/// <param name="Flags">1: only in the compatibility forms; 2: the parts compose to the code point again.</param>
/// <param name="Parts">The code points, which may decompose further.</param>
internal readonly record struct Decomposition(int Flags, int[] Parts)
{
    /// <summary>Whether only NFKC and NFKD decompose it.</summary>
    public bool IsCompatibility => (Flags & 1) != 0;

    /// <summary>Whether NFC and NFKC put the parts together again.</summary>
    public bool Composes => (Flags & 2) != 0;
}
