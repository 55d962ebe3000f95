using System.Text;
using MergeBuild.Testing;

namespace MergeBuild.Faults.Load;

/// <summary>A suite of a hundred thousand lines, evaluated up to a limit; and one that is larger than a suite may be.</summary>
internal sealed class LongSuite : Fault
{
    private const int Lines = 100_000;
    private const long TooLong = (256L << 20) + 1;

    public override string Name => "a suite of 100,000 lines";

    public override void Run(Tally tally, Random random, int times)
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder();
        for (var line = 0; line < Lines; line++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{"id": "e{{line}}", "prompt": "{{line}} + 1 = ", "answer": "{{line + 1}}"}""").Append('\n');
        }

        folder.Write("sums.jsonl", text.ToString());
        var run = ToolRun.Of(folder.Path, ToolRun.Tool("evaluate", Repository.Path("samples/tiny-assistant/parents/base"), "sums.jsonl", "--limit", "20"));
        tally.Add(run.End, run.ExitCode == 0 ? null : run.Output);

        using (var file = File.Create(folder["huge.jsonl"]))
        {
            file.SetLength(TooLong);
        }

        run = ToolRun.Of(folder.Path, ToolRun.Tool("evaluate", Repository.Path("samples/tiny-assistant/parents/base"), "huge.jsonl"));
        tally.Add(run.End, run.End == "MB2031" ? null : run.Output);
    }
}
