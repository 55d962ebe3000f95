namespace MergeBuild.Testing.Faults;

/// <summary>What crashes, failing disks and careless editors make of a file.</summary>
public static class Damage
{
    private const int Kinds = 7;

    /// <summary>Damaged copies, each different from the original; the same for the same seed.</summary>
    /// <param name="bytes">The intact content; at least one byte.</param>
    /// <param name="seed">Decides the places.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<byte[]> Of(byte[] bytes, int seed, int count)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var random = new Random(seed);
        for (var number = 0; number < count; number++)
        {
            var damaged = One(bytes, number % Kinds, random);
            if (!damaged.AsSpan().SequenceEqual(bytes))
            {
                yield return damaged;
            }
        }
    }

    private static byte[] One(byte[] bytes, int kind, Random random)
    {
        var place = random.Next(bytes.Length);
        var length = random.Next(1, Math.Min(512, bytes.Length - place) + 1);
        return kind switch
        {
            0 => bytes[..place],
            1 => Changed(bytes, place, 1, value => (byte)(value ^ (1 << random.Next(8)))),
            2 => Changed(bytes, place, length, _ => 0),
            3 => Changed(bytes, place, length, _ => (byte)random.Next(256)),
            4 => [.. bytes[..place], .. bytes[(place + length)..]],
            5 => [.. bytes[..(place + length)], .. bytes[place..]],
            _ => Changed(bytes, place, 1, _ => (byte)"0129-{}[]\",:eE.ntf"[random.Next(18)]),
        };
    }

    private static byte[] Changed(byte[] bytes, int place, int length, Func<byte, byte> change)
    {
        var damaged = (byte[])bytes.Clone();
        for (var i = place; i < place + length; i++)
        {
            damaged[i] = change(damaged[i]);
        }

        return damaged;
    }
}
