using System.Diagnostics;
using MergeBuild.Diagnostics;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz.Tests;

/// <summary>
/// What may lie where any reader looks for a file and is none, or none that it may read. Each is refused with a code, at once, and
/// without memory by its length; readers of caches take it for absent.
/// </summary>
public sealed class OddFiles(Formats formats) : IClassFixture<Formats>
{
    private const long HugeLength = 2L << 40;
    private const long MemoryAtMost = 64L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly (string Name, Action<string> Make)[] Kinds =
    [
        ("pipe", MakePipe),
        ("device", path => File.CreateSymbolicLink(path, "/dev/zero")),
        ("folder", path => Directory.CreateDirectory(path)),
        ("circle of links", path => File.CreateSymbolicLink(path, Path.GetFileName(path))),
        ("link to nothing", path => File.CreateSymbolicLink(path, "nothing")),
        ("file of 2 TiB", MakeHuge),
    ];

    [Theory]
    [MemberData(nameof(FormatNames.OfFiles), MemberType = typeof(FormatNames))]
    public void Are_refused_with_a_code(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes or devices in folders.");
        foreach (var (kind, make) in Kinds)
        {
            Assert.Null(Refusal(formats.All[name], kind, make).Problem);
        }
    }

    [Theory]
    [MemberData(nameof(FormatNames.OfFiles), MemberType = typeof(FormatNames))]
    public void That_are_links_out_of_a_model_are_refused(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Not every account may make links on Windows.");
        var format = formats.All[name];
        if (!format.File!.IsOfModel)
        {
            // A file that the user names may be a link to anywhere.
            return;
        }

        var outside = Directory.CreateTempSubdirectory("mergebuild-").FullName;
        var target = Path.Combine(outside, "intact");
        File.WriteAllBytes(target, format.Seeds[0]);
        var (problem, codes) = Refusal(format, "link", path => File.CreateSymbolicLink(path, target));
        Directory.Delete(outside, recursive: true);
        Assert.Null(problem);
        Assert.Contains(codes, code => code is "MB2042" or "MB5239");
    }

    [Fact]
    public void Are_tried_for_every_format_that_is_a_file() => Assert.Equal(
        FormatNames.OfFiles.Select(row => row.Data).Order(StringComparer.Ordinal),
        formats.All.Values.Where(format => format.File is not null).Select(format => format.Name).Order(StringComparer.Ordinal));

    private static (string? Problem, string[] Codes) Refusal(FuzzFormat format, string kind, Action<string> make)
    {
        var (path, read) = format.File!;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Clear(path);
        make(path);
        var (problem, codes) = ((string?)"it is read", Array.Empty<string>());
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read();
            }
            catch (MergeBuildException exception) when (exception.Diagnostics.Any(diagnostic => diagnostic.IsError))
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                (problem, codes) = (allocated > MemoryAtMost ? $"it takes {allocated} bytes" : null, [.. exception.Diagnostics.Select(diagnostic => diagnostic.Code)]);
            }
#pragma warning disable CA1031 // Do not catch general exception types: any other is what the test looks for, and would end the process.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                problem = exception.ToString();
            }
        }) { IsBackground = true };
        thread.Start();
        problem = thread.Join(Patience) ? problem : "it hangs";
        Clear(path);
        File.WriteAllBytes(path, format.Seeds[0]);
        return (problem is null ? null : $"{format.Name} as a {kind}: {problem}", codes);
    }

    private static void Clear(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
    }

    private static void MakePipe(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("mkfifo", [path]))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    // Sparse: it takes no room on the disk.
    private static void MakeHuge(string path)
    {
        using var file = File.Create(path);
        try
        {
            file.SetLength(HugeLength);
        }
        catch (IOException exception)
        {
            Assert.Skip($"The disk has no files of this length: {exception.Message}");
        }
    }
}
