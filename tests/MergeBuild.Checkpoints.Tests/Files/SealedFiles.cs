using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class SealedFiles : IDisposable
{
    private static readonly string[] Lines = ["heading 1", "input\t/a/b\t17", "", "error\tMB4210\tÄ skill was lost"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_are_read_as_they_were_written()
    {
        SealedLines.Write(_folder["stamp"], Lines, PhysicalFileSystem.Instance);
        Assert.Equal(Lines, SealedLines.Read(_folder["stamp"], new FaultyFileSystem { LongestRead = 3 }));
    }

    // Known answer of RFC 3720, appendix B.4, in the order of digits that numbers are written in: 32 bytes of 0.
    [Fact]
    public void Lines_end_with_their_crc32c()
    {
        _folder.Write("zeros", new string('\0', 31) + "\n" + "crc32c 00000000\n");
        Assert.Null(SealedLines.Read(_folder["zeros"], PhysicalFileSystem.Instance));
        SealedLines.Write(_folder["digits"], ["12345678"], PhysicalFileSystem.Instance);
        Assert.Equal("12345678\ncrc32c " + Crc32C("12345678\n"u8) + "\n", File.ReadAllText(_folder["digits"]));
        Assert.Equal("e3069283", Crc32C("123456789"u8));
    }

    [Fact]
    public void Lines_that_lost_a_bit_or_their_end_are_none()
    {
        SealedLines.Write(_folder["stamp"], Lines, PhysicalFileSystem.Instance);
        var intact = File.ReadAllBytes(_folder["stamp"]);
        for (var bit = 0; bit < intact.Length * 8; bit++)
        {
            var damaged = (byte[])intact.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(SealedLines.Read(_folder.Write("damaged", damaged), PhysicalFileSystem.Instance));
        }

        for (var length = 0; length < intact.Length; length++)
        {
            Assert.Null(SealedLines.Read(_folder.Write("damaged", intact[..length]), PhysicalFileSystem.Instance));
        }

        Assert.All(Damage.Of(intact, seed: 8, count: 500), damaged => Assert.Null(SealedLines.Read(_folder.Write("damaged", damaged), PhysicalFileSystem.Instance)));
        Assert.Null(SealedLines.Read(_folder["missing"], PhysicalFileSystem.Instance));
    }

    [Fact]
    public void Json_that_changed_under_its_seal_is_refused_and_json_without_one_is_read()
    {
        var intact = JsonSeal.Write(new JsonObject { ["outcome"] = "Pass", ["retention"] = 0.984, ["examples"] = new JsonArray(1, 2, null, "ä") });
        Assert.Equal(3, Read(intact).Count);
        Assert.Equal("Fail", (string?)Read("""{"outcome": "Fail"}"""u8.ToArray())["outcome"]);
        var seen = 0;
        for (var bit = 0; bit < intact.Length * 8; bit++)
        {
            var damaged = (byte[])intact.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // White space may change, and so may the name of the seal, which readers then do not know; what is said may not.
                var read = Read(damaged);
                Assert.True(read.Count > 3 || read.ToJsonString() == Read(intact).ToJsonString(), System.Text.Encoding.UTF8.GetString(damaged));
            }
            catch (MergeBuildException exception)
            {
                Assert.Equal(DiagnosticTable.VerdictsInvalid, exception.Diagnostics.Single().Descriptor);
                seen++;
            }
        }

        Assert.True(seen > intact.Length * 6, $"{seen} of {intact.Length * 8}");
    }

    private JsonObject Read(byte[] bytes) => JsonSeal.Read(PhysicalFileSystem.Instance, _folder.Write("file.json", bytes), DiagnosticTable.VerdictsInvalid);

    // The polynomial bit by bit.
    private static string Crc32C(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0x82F63B78;
            }
        }

        return (~sum).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
