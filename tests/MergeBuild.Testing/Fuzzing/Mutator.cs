using System.Buffers.Binary;
using System.Text;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>Damages contents: as JSON where they are JSON, as lines where they are text, and as bytes. The seed decides all.</summary>
public sealed class Mutator(int seed)
{
    private const int MaximumLength = 1 << 20;
    private readonly Random _random = new(seed);

    /// <summary>A content with one to four kinds of damage.</summary>
    /// <param name="seeds">Valid contents.</param>
    /// <param name="change">Damage that knows the format; null for JSON, lines and bytes.</param>
    public byte[] Mutate(IReadOnlyList<byte[]> seeds, Func<byte[], Random, byte[]>? change = null)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var bytes = Pick(seeds);
        for (var rounds = _random.Next(1, 5); rounds > 0; rounds--)
        {
            bytes = _random.Next(10) switch
            {
                < 4 when change is not null => change(bytes, _random),
                < 4 => JsonMutation.TryChange(bytes, _random) ?? Bytes(bytes, seeds),
                < 6 => Lines(bytes),
                _ => Bytes(bytes, seeds),
            };
        }

        return bytes.Length <= MaximumLength ? bytes : bytes[..MaximumLength];
    }

    /// <summary>Whether something happens that happens once in so many times.</summary>
    public bool OnceIn(int times) => _random.Next(times) == 0;

    private byte[] Bytes(byte[] bytes, IReadOnlyList<byte[]> seeds)
    {
        var at = _random.Next(bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + (OnceIn(3) ? _random.Next(200) : _random.Next(4)));
        switch (_random.Next(9))
        {
            case 0: return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(end)];
            case 1: return [.. bytes.AsSpan(0, end), .. bytes.AsSpan(at)];
            case 2: return bytes[..at];
            case 3: return [.. bytes.AsSpan(0, at), .. HostileTexts.Pick(_random), .. bytes.AsSpan(at)];
            case 4: return [.. bytes.AsSpan(0, at), .. HostileTexts.Pick(_random), .. bytes.AsSpan(end)];
            case 5:
                var other = Pick(seeds);
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(_random.Next(other.Length + 1))];
            case 6: return Integer(bytes);
            default:
                var damaged = (byte[])bytes.Clone();
                for (var i = 0; i < _random.Next(1, 4) && damaged.Length > 0; i++)
                {
                    damaged[_random.Next(damaged.Length)] = OnceIn(2) ? (byte)_random.Next(256) : (byte)"\0\u00FF\u007F\"{}[]:,.-0\n\t "[_random.Next(16)];
                }

                return damaged;
        }
    }

    private byte[] Integer(byte[] bytes)
    {
        var width = 1 << _random.Next(4);
        if (bytes.Length < width)
        {
            return bytes;
        }

        Span<byte> value = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(value, _random.Next(6) switch
        {
            0 => 0, 1 => ulong.MaxValue, 2 => 1UL << ((8 * width) - 1), 3 => (1UL << ((8 * width) - 1)) - 1, 4 => (ulong)bytes.Length, _ => (ulong)_random.NextInt64(),
        });
        var damaged = (byte[])bytes.Clone();
        value[..width].CopyTo(damaged.AsSpan(_random.Next(bytes.Length - width + 1)));
        return damaged;
    }

    private byte[] Lines(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var at = _random.Next(lines.Count);
        switch (_random.Next(5))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[_random.Next(lines.Count)]); break;
            case 2: lines[at] = new string(' ', _random.Next(8)) + lines[at].TrimStart(); break;
            case 3: lines.AddRange(Enumerable.Repeat(lines[at], _random.Next(100))); break;
            default: lines.Insert(at, Encoding.Latin1.GetString(HostileTexts.Pick(_random))); break;
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private byte[] Pick(IReadOnlyList<byte[]> seeds) => seeds[_random.Next(seeds.Count)];
}
