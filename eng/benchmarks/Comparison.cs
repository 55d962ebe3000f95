using System.Diagnostics;
using System.Globalization;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Benchmarks;

/// <summary>Runs the measurements one after the other and prints them as ratios to plain I/O.</summary>
internal static class Comparison
{
    public static void Print(MergeRun run, string[] methods)
    {
        run.Family.Write();
        var bytes = run.Family.Tensors.Sum(tensor => tensor.ByteLength);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run.Family.Tensors.Sum(tensor => tensor.ElementCount) / 1e9:F2} billion parameters, {SyntheticFamily.ParentCount} parents of {ByteText.Of(bytes)}, {run.Threads} threads"));
        Console.WriteLine($"{"method",-16} {"merge",8} {"ratio",6} {"CPU",8} {"ratio",6} {"build",8} {"ratio",6} {"CPU",8} {"ratio",6} {"peak",8} {"digest",8}");
        var plains = methods.Select(MergeRun.PlainIOFor).Distinct().ToDictionary(name => name, name => MeasureInChild(run, name));
        foreach (var measurement in plains.Values.Concat(methods.Select(method => MeasureInChild(run, method))))
        {
            var plain = plains.GetValueOrDefault(measurement.Method) ?? plains[MergeRun.PlainIOFor(measurement.Method)];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{measurement.Method,-16} {measurement.MergeSeconds,6:F2} s {measurement.MergeSeconds / plain.MergeSeconds,6:F2} {measurement.ProcessorSeconds,6:F2} s {measurement.ProcessorSeconds / plain.ProcessorSeconds,6:F2} {measurement.BuildSeconds,6:F2} s {measurement.BuildSeconds / plain.MergeSeconds,6:F2} {measurement.BuildProcessorSeconds,6:F2} s {measurement.BuildProcessorSeconds / plain.ProcessorSeconds,6:F2} {ByteText.Of(measurement.PeakBytes),8} {measurement.Digest}"));
        }
    }

    private static Measurement MeasureInChild(MergeRun run, string method)
    {
        var arguments = Environment.GetCommandLineArgs();
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. arguments, "--child", method]) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) != "dotnet")
        {
            start.ArgumentList.RemoveAt(0);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Measurement.FromJson(output)
            : throw new InvalidOperationException($"{method} failed with {process.ExitCode} on {run.Family.Folder}.");
    }
}
