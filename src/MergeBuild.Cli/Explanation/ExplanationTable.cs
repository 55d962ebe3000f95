using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Cli.Output;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Cli.Explanation;

/// <summary>An explanation for people.</summary>
internal static class ExplanationTable
{
    public static void Print(BlockLedger ledger, ImmutableArray<ExplainedGroup> groups)
    {
        Terminal.Output().Write(PlainTable.Of(["Tensors of", "Tensors", "Size", "Blocks", "Merged", "Reused", "Why"], groups.Select(group => new[]
        {
            group.Name, Number(group.Tensors), ByteText.Of(group.Bytes), Number(group.Merged + group.Reused), Number(group.Merged), Number(group.Reused),
            string.Join("; ", group.Reasons.Select(reason => group.Reasons.Length == 1 ? reason.Reason : $"{reason.Reason} ({Number(reason.Blocks)})")),
        })));
        Console.Out.WriteLine($"The last build {ledger.Work}.");
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
