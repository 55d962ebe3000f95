using System.CommandLine;
using MergeBuild.Benchmarks;

// Merges of synthetic Llama-shaped checkpoints beside plain positional I/O over the same bytes, in one run.
var parameters = new Option<double>("--parameters") { DefaultValueFactory = _ => 0.1e9, Description = "Parameters of each parent." };
var methods = new Option<string>("--methods")
{
    DefaultValueFactory = _ => "linear,slerp,task_arithmetic,ties,dare_ties,model_stock",
    Description = "Methods, with commas between them.",
};
var folder = new Option<DirectoryInfo>("--folder")
{
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "mergebuild-benchmarks")),
    Description = "Where parents and results are written; memory-backed by default where the system has such a folder.",
};
var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "Threads of merge and plain I/O." };
var repeats = new Option<int>("--repeats") { DefaultValueFactory = _ => 3, Description = "How often each measurement is repeated; the best counts." };
var mergeOnly = new Option<bool>("--merge-only") { Description = "Leaves out the whole build with hashing." };
var hash = new Option<bool>("--hash") { Description = "Measures hashing on one core instead." };
var decoder = new Option<bool>("--decoder") { Description = "Measures the decoder instead: the matrix product beside OpenBLAS, and language models of 0.5 and 1 billion parameters." };
var limits = new Option<bool>("--limits") { Description = "Measures what one core of the machine can do at most instead." };
var tokenizers = new Option<DirectoryInfo?>("--tokenizers") { HelpName = "DIR", Description = "Measures the tokenizers of the folder's JSON files instead." };
var incremental = new Option<bool>("--incremental") { Description = "Measures builds after small changes beside full builds instead." };
var child = new Option<string?>("--child") { Hidden = true };

var command = new RootCommand("Measures merges against plain input and output of the same bytes.")
{
    parameters, methods, folder, threads, repeats, mergeOnly, incremental, hash, limits, decoder, tokenizers, child,
};
command.SetAction(result =>
{
    if (result.GetValue(hash))
    {
        HashRates.Print();
        return;
    }

    if (result.GetValue(tokenizers) is { } tokenizerFolder)
    {
        TokenizerRates.Print(tokenizerFolder.FullName);
        return;
    }

    if (result.GetValue(decoder))
    {
        MatrixRates.Print(result.GetValue(threads));
        DecoderRates.Print(result.GetValue(folder)!.FullName, result.GetValue(threads));
        return;
    }

    if (result.GetValue(limits))
    {
        MachineLimits.Print(result.GetValue(folder)!.FullName);
        return;
    }

    var run = new MergeRun(
        new SyntheticFamily(result.GetValue(folder)!.FullName, result.GetValue(parameters)), result.GetValue(threads), result.GetValue(repeats), !result.GetValue(mergeOnly));
    if (result.GetValue(incremental))
    {
        new IncrementalRun(run).Print(result.GetValue(methods)!.Split(','));
    }
    else if (result.GetValue(child) is { } method)
    {
        Console.WriteLine(run.Measure(method).ToJson());
    }
    else
    {
        Comparison.Print(run, result.GetValue(methods)!.Split(','));
    }
});
return command.Parse(args).Invoke();
