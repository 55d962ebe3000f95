using System.CommandLine;
using MergeBuild.Faults;
using MergeBuild.Faults.Faults;
using MergeBuild.Faults.Load;

// Kills, full disks, power cuts and loads against the real tool and the packaged SDK; prints what held.
Fault[] all =
[
    new RandomKill(), new StepKill(), new FailingCalls(), new FullDisk(), new ReadOnlyPlaces(), new PowerCut(), new MemoryLimit(), new DescriptorLimit(),
    new CancelledMerge(), new KilledBuilds(), new MergesAtOnce(), new BuildsAtOnce(),
    new ManyProjects(), new ManyTensors(), new ManyExperts(), new ManyShards(), new LongSuite(), new GiantFile(), new NamesOfEveryScript(),
];
var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Environment.TickCount & 0xFFFF, Description = "Decides moments and places; a new one each run unless set." };
var times = new Option<int>("--times") { DefaultValueFactory = _ => 40, Description = "About how often each fault is injected." };
var only = new Option<string[]>("--only") { HelpName = "NAME", AllowMultipleArgumentsPerToken = true, Description = "Faults whose names contain one of these." };
var command = new RootCommand("Injects faults into merges and builds, and checks that nothing is lost.") { seed, times, only };
command.SetAction(parsed =>
{
    var chosen = parsed.GetValue(only) ?? [];
    var failed = false;
    Console.WriteLine($"seed {parsed.GetValue(seed)}");
    Console.WriteLine($"{"fault",-44} {"times",6} {"survived",9}  outcome");
    foreach (var fault in all.Where(fault => chosen.Length == 0 || chosen.Any(name => fault.Name.Contains(name, StringComparison.OrdinalIgnoreCase))))
    {
        if (fault.Missing is { } missing)
        {
            Console.WriteLine($"{fault.Name,-44} {0,6} {0,9}  not tried: {missing}");
            continue;
        }

        var tally = new Tally();
        fault.Run(tally, new Random(parsed.GetValue(seed)), parsed.GetValue(times));
        Console.WriteLine($"{fault.Name,-44} {tally.Times,6} {tally.Survived,9}  {tally.Outcome}");
        foreach (var problem in tally.Problems)
        {
            Console.WriteLine($"  PROBLEM: {problem}");
        }

        failed |= tally.Problems.Count > 0;
    }

    return failed ? 1 : 0;
});
return await command.Parse(args).InvokeAsync().ConfigureAwait(false);
