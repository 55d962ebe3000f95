using System.Diagnostics;
using System.Globalization;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Packaging;

namespace MergeBuild.Benchmarks;

/// <summary>A full build, and builds after small changes to one of the four parents, beside one another.</summary>
internal sealed class IncrementalRun(MergeRun run)
{
    private const int BlockLength = 64 << 10;

    public void Print(string[] methods)
    {
        run.Family.Write();
        Console.WriteLine($"{"method",-16} {"build",-22} {"time",8} {"ratio",6} {"read",10} {"merged",10} {"written",10} {"copied",10}");
        foreach (var method in methods)
        {
            Print(method);
        }
    }

    private void Print(string method)
    {
        var folder = Path.Combine(run.Family.Folder, "incremental");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var options = new ModelBuildOptions
        {
            OutputDirectory = Path.Combine(folder, "model"), LedgerFile = Path.Combine(folder, "merge.ledger"), Threads = run.Threads,
        };

        // Once before, so that compilation and caches are none of the full build's time.
        Build(method, options);
        Directory.Delete(folder, recursive: true);
        Settle();
        var full = Measure(method, "full", options, null);
        Settle();
        Measure(method, "nothing changed", options, full);
        var share = 0.01;
        Change(share);
        Settle();
        Measure(method, string.Create(CultureInfo.InvariantCulture, $"{share:P0} of one parent"), options, full);
        Change(share);
        Directory.Delete(folder, recursive: true);
    }

    private TimeSpan Measure(string method, string name, ModelBuildOptions options, TimeSpan? full)
    {
        var start = Stopwatch.GetTimestamp();
        var work = Build(method, options);
        var elapsed = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{method,-16} {name,-22} {elapsed.TotalSeconds,6:F2} s {elapsed / (full ?? elapsed),6:F2} {ByteText.Of(work.BytesRead),10} {ByteText.Of(work.BytesMerged),10} {ByteText.Of(work.BytesWritten),10} {ByteText.Of(work.BytesCopied),10}"));
        return elapsed;
    }

    private MergeWork Build(string method, ModelBuildOptions options) => ModelBuild.Run(run.RecipeOf(method), options).Work;

    // One bit of the last mantissa digits in one block out of a hundred, spread over the last parent; done again, it is undone.
    private void Change(double share)
    {
        using var file = File.OpenHandle(Path.Combine(run.Family.Parent(SyntheticFamily.ParentCount - 1), "model.safetensors"), FileMode.Open, FileAccess.ReadWrite);
        var length = RandomAccess.GetLength(file);
        var buffer = new byte[2];
        for (var offset = (long)BlockLength * 3; offset < length - BlockLength; offset += (long)(BlockLength / share))
        {
            RandomAccess.Read(file, buffer, offset & ~1L);
            buffer[0] ^= 1;
            RandomAccess.Write(file, buffer, offset & ~1L);
        }
    }

    // Files that were written a moment ago are looked at again; nobody builds that fast.
    private static void Settle() => Thread.Sleep(100);
}
