using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using MergeBuild.Cli;
using MergeBuild.Cli.Commands;
using MergeBuild.Cli.Generation;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Tokenization;

// Tables and shapes need more than the code page that Windows consoles begin with.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

EvaluatedModel OpenModel(string directory, IModelDigests digests, int threads, bool allowPickle, CancellationToken cancellation) =>
    ModelLoading.Open(directory, digests, new InferenceOptions { Threads = threads }, allowPickle, cancellation);

var root = new RootCommand("Merges, inspects and verifies language models.")
{
    MergeCommand.Create(),
    AnalyzeCommand.Create(),
    FetchCommand.Create(),
    ImportCommand.Create(),
    InspectCommand.Create(),
    VerifyCommand.Create(),
    DiffCommand.Create(),
    ReproduceCommand.Create(),
    SignCommand.Create(),
    HashCommand.Create(),
    ExplainCommand.Create(),
    StoreCommand.Create(),
    TokenizeCommand.Create(),
    EvaluateCommand.Create(OpenModel),
    ReportCommand.Create(),
    PredictCommand.Create(),
    BlameCommand.Create(OpenModel),
    GenerateCommand.Create(new GenerationParts(path => Tokenizer.Load(path), ChatRendering.Load)),
};

// A path may begin with @, so response files are off.
var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (result.Action is ParseErrorAction error)
{
    error.ShowHelp = false;
    result.Invoke(new InvocationConfiguration { Output = Console.Error });
    Console.Error.WriteLine("Run 'mergebuild --help', or --help after a command, for what it takes.");
    return ExitCode.Usage;
}

return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
