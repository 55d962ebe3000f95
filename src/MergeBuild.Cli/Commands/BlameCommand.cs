using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Interference;
using MergeBuild.Cli.Output;
using MergeBuild.Cli.Requests;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild blame</c>: which parent, and which of its tensors, cost a merge its skills.</summary>
internal static class BlameCommand
{
    private static readonly Option<string[]> Suites = new("--suite")
    {
        HelpName = "NAME|FILE", AllowMultipleArgumentsPerToken = true,
        Description = "Suites of the project, or files; tensors are searched for by the first. All of the project unless set.",
    };

    private static readonly Option<string[]> Parents = new("--parent")
    {
        HelpName = "NAME", AllowMultipleArgumentsPerToken = true, Description = "The experts to leave out in turn; all of them unless set.",
    };

    private static readonly Option<SearchUnit> By = new("--by")
    {
        HelpName = "parent|group|layer", DefaultValueFactory = _ => SearchUnit.Group,
        Description = "Leave parents out of the whole merge alone, or of each group (the default) or layer of tensors, too.",
    };

    private static readonly Option<bool> Pairwise = new("--pairwise") { Description = "Merge each two experts alone, too, and compare with each by itself." };
    private static readonly Option<string?> Metric = new("--metric") { HelpName = "NAME", Description = "Measure all suites by this metric, such as answer_logprob; by each one's own unless set." };
    private static readonly Option<int?> Limit = CountOption.Of("--limit", "Evaluate the first N examples of each suite.");
    private static readonly Option<int?> MostMerges = CountOption.Of("--most-merges", "Merge at most N times; 200 unless set.");
    private static readonly Option<int?> Threads = CountOption.Of("--threads", "Threads that merge and compute; one a processor unless set. The results do not depend on it.");
    private static readonly Option<string?> WorkFolder = new("--work-dir") { HelpName = "DIR", Description = "Merge in this folder and keep what a later run can take over; the project's obj unless set, a temporary folder for a recipe." };
    private static readonly Option<string?> CacheFolder = new("--cache") { HelpName = "DIR", Description = "Keep results of evaluations here; in the folder of merges unless set." };
    private static readonly Option<string?> JsonFile = new("--json") { HelpName = "FILE", Description = "Write all effects to a file." };
    private static readonly Option<bool> Plan = new("--plan") { Description = "Say what it would take, and do nothing." };

    /// <summary>The command for the command line.</summary>
    public static Command Create(OpenModel open)
    {
        var command = new Command("blame", "Finds the parent, and the tensors, that cost a merge its skills.")
        {
            MergeSubject.File, Suites, Parents, By, Pairwise, Metric, Limit, MostMerges, Plan, JsonFile, WorkFolder, CacheFolder,
            MergeSubject.ModelRoot, MergeSubject.Configuration, HubParents.Lock, HubParents.LockedMode, HubParents.ForceEvaluate, HubParents.Offline, Threads,
        };
        command.Validators.Add(HubParents.RequireLock);
        command.SetAction(parsed => CommandRun.Execute(json: false, cancellation => Run(parsed, open, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, OpenModel open, CancellationToken cancellation)
    {
        var subject = MergeSubject.Read(parsed, "blame", cancellation);
        var plan = MergePlanner.Plan(subject.Recipe);
        var question = Question(parsed, subject, plan);
        var takes = InterferencePlan.Of(question);
        var kept = parsed.GetValue(WorkFolder) ?? (subject.Places.Intermediate is { } folder ? Path.Combine(folder, "blame") : null);
        var work = Path.GetFullPath(kept ?? Path.Combine(Path.GetTempPath(), $"mergebuild-blame-{Guid.NewGuid():N}"));
        if (parsed.GetValue(Plan))
        {
            return Outcome(parsed, InterferenceJson.Of(takes), () => InterferenceTables.Print(takes, plan.Tensors.Sum(tensor => tensor.Result.ByteLength), work));
        }

        try
        {
            var report = Run(parsed, question, plan, work, Path.GetFullPath(parsed.GetValue(CacheFolder) ?? subject.Places.Results ?? Path.Combine(work, "results")), open, cancellation);
            return Outcome(parsed, InterferenceJson.Of(report), () => InterferenceTables.Print(report, question.Confidence));
        }
        finally
        {
            if (kept is null && Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    private static InterferenceReport Run(
        ParseResult parsed, InterferenceQuestion question, MergePlan plan, string work, string cache, OpenModel open, CancellationToken cancellation)
    {
        Directory.CreateDirectory(work);
        var threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount;
        var models = new VariantMerges(plan, work, open, new ModelDigests(new FileDigests(cache, threads: threads)), threads, Console.Error);
        var options = new EvaluatorOptions { Cache = new ResultCache(cache, PhysicalFileSystem.Instance) };
        return InterferenceAnalysis.Run(question, models, options, cancellation);
    }

    private static InterferenceQuestion Question(ParseResult parsed, MergeSubject subject, MergePlan plan)
    {
        ImmutableArray<string> experts = [.. Experts(plan).Select(model => subject.Recipe.Models[model].Name)];
        return new InterferenceQuestion
        {
            Experts = experts,
            Asked = [.. parsed.GetValue(Parents) ?? []],
            Tensors = [.. plan.Tensors.Where(tensor => !tensor.IsCopy).Select(tensor => Tensor(plan, tensor))],
            Suites = new ChosenSuites(subject, experts).Read(parsed.GetValue(Suites) ?? [], parsed.GetValue(Metric), parsed.GetValue(Limit)),
            By = parsed.GetValue(By),
            Pairwise = parsed.GetValue(Pairwise),
            MostMerges = parsed.GetValue(MostMerges) ?? 200,
        };
    }

    private static IEnumerable<int> Experts(MergePlan plan) => plan.Tensors
        .Where(tensor => !tensor.IsCopy).SelectMany(tensor => tensor.Experts).Select(source => source.Model).Distinct().Order();

    private static VariantTensor Tensor(MergePlan plan, TensorPlan tensor)
    {
        var place = plan.Architecture.Place(tensor.Result.Name);
        return new VariantTensor(tensor.Result.Name, TensorGroups.Of(place).Name(), place.Layer);
    }

    private static CommandOutcome Outcome(ParseResult parsed, JsonObject document, Action print)
    {
        if (parsed.GetValue(JsonFile) is { } path)
        {
            JsonFileOutput.Write(path, document);
        }

        return new CommandOutcome([], print, []);
    }
}
