namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>Whether programs that a test starts can be interrupted.</summary>
public static class Interrupts
{
    public const string WhyIgnored = "This test run ignores interrupts, as shells make background jobs do, and so do the programs that it starts.";

    public static bool AreIgnored()
    {
        const string status = "/proc/self/status";
        const ulong interrupt = 1 << (2 - 1);
        var ignored = File.Exists(status) ? File.ReadLines(status).First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..] : "0";
        return (Convert.ToUInt64(ignored.Trim(), 16) & interrupt) != 0;
    }
}
