using System.Text;

namespace MergeBuild.Packaging.Signing;

/// <summary>Order by code points, which differs from the order of UTF-16 units beyond the basic plane: that of UTF-8 bytes.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static CodePointOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
