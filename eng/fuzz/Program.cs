using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Fuzz;
using MergeBuild.Testing.Fuzzing;

var names = new Option<string[]>("--format") { HelpName = "NAME", Description = "The formats; all unless set.", AllowMultipleArgumentsPerToken = true };
var seed = new Option<int>("--seed") { HelpName = "N", Description = "Decides every content." };
var minutes = new Option<double>("--minutes") { HelpName = "N", Description = "The time for each format.", DefaultValueFactory = _ => 0.1 };
var keep = new Option<string?>("--keep") { HelpName = "DIR", Description = "Write each content with a finding here." };
var root = new RootCommand("Reads damaged files of every format, and reports whatever is neither read nor refused with a code.") { names, seed, minutes, keep };
root.SetAction(parsed =>
{
    using var folder = new FuzzFolder();
    Console.WriteLine($"The content that is being read is in {folder.Path}.");
    var found = 0;
    var total = (Executions: 0L, Watch: Stopwatch.StartNew());
    foreach (var format in FuzzFormats.In(folder).Where(format => parsed.GetValue(names) is not { Length: > 0 } wanted || wanted.Contains(format.Name)))
    {
        var outcome = FuzzRun.Run(format, parsed.GetValue(seed), TimeSpan.FromMinutes(parsed.GetValue(minutes)));
        total.Executions += outcome.Executions;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{format.Name,-20}{outcome.Executions,10} tried, {outcome.Executions - outcome.Refused,10} read, {outcome.Refused,10} refused, {outcome.Findings.Length} findings"));
        foreach (var finding in outcome.Findings)
        {
            Console.WriteLine("  " + finding.Problem.ReplaceLineEndings("\n    "));
            if (parsed.GetValue(keep) is { } directory)
            {
                Directory.CreateDirectory(directory);
                File.WriteAllBytes(Path.Combine(directory, $"{format.Name}-{found}"), finding.Content);
            }

            found++;
        }
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total.Executions} executions, {total.Watch.Elapsed.TotalMinutes:0.0} minutes, {found} findings"));
    return found == 0 ? 0 : 1;
});
return root.Parse(args).Invoke();
