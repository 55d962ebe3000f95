using System.Globalization;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using Spectre.Console;

namespace MergeBuild.Cli.Inspection;

/// <summary>A summary for people. Names come out of files that strangers wrote, and are made safe to print.</summary>
internal static class SummaryTable
{
    public static void Print(ModelSummary summary)
    {
        var console = Terminal.Output();
        console.Write(PlainTable.Of(["Tensor", "DType", "Shape", "Size", "File"], summary.Tensors.Select(tensor => new[]
        {
            tensor.Entry.Name, tensor.Entry.DType.ToString(), ShapeText.Of(tensor.Entry.Shape), ByteText.Of(tensor.Entry.ByteLength), tensor.Shard.Name,
        })));
        console.Write(PlainTable.Of(["DType", "Tensors", "Parameters", "Size"], summary.Types.Select(total => new[]
        {
            total.DType.ToString(), Number(total.TensorCount), Number(total.ParameterCount), ByteText.Of(total.ByteCount),
        })));
        console.Write(PlainTable.Of(["File", "Tensors", "Size"], summary.Shards.Select(shard => new[]
        {
            shard.Name, Number(summary.CountIn(shard)), ByteText.Of(shard.Length),
        })));
        PrintTotals(console, summary);
    }

    // Last, so that they are what is still in view after a long table.
    private static void PrintTotals(IAnsiConsole console, ModelSummary summary)
    {
        var grid = new Grid().AddColumn().AddColumn();
        void Add(string name, string value) => grid.AddRow(new Text(name), new Text(LogText.Sanitize(value)));
        Add("Model", summary.Path);
        Add("Architecture", (summary.Architecture, summary.ModelType) switch
        {
            (null, null) => "unknown (no config.json names it)",
            (null, var type) => type,
            (var architecture, null) => architecture,
            var (architecture, type) => $"{architecture} ({type})",
        });
        Add("Parameters", Number(summary.ParameterCount));
        Add("Size", $"{ByteText.Of(summary.ByteCount)} in {Counted.Of(summary.Tensors.Length, "tensor")}");
        console.Write(grid);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
