using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Harness;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>
/// Results of a command of the project. They are kept under the digests of the model, of the command's text and of the file
/// that the item includes, where there is one: what else a command reads is not known here.
/// </summary>
/// <param name="suite">The suite's name.</param>
/// <param name="command">The command.</param>
/// <param name="timeout">How long it may take.</param>
/// <param name="task">The task of lm-evaluation-harness; null for the only one.</param>
/// <param name="file">What the item includes; it may be no file.</param>
/// <param name="files">Where files are read.</param>
internal sealed class CommandSource(string suite, string command, TimeSpan timeout, string? task, string file, IFileSystem files) : ISuiteSource
{
    private const int MaximumLength = 256 << 20;

    public IEnumerable<string> Files => File.Exists(file) ? [file] : [];

    public bool IsBuiltIn => false;

    public BaselineExpectation Expect(string modelDigest) => new(modelDigest, null, null);

    public EvaluationResult Evaluate(SuiteModel model, SuiteRun run, CancellationToken cancellation)
    {
        var asked = Blake3.Hash(Encoding.UTF8.GetBytes($"command\n{command}\n{task}")).ToString();
        var included = File.Exists(file) ? Blake3.Hash(files.ReadAllBytes(file, MaximumLength)).ToString() : suite;
        var key = new ResultKey(model.Digest, included, asked);
        if (run.Cache.Find(key) is { } known)
        {
            return known with { Model = model.Model.Identity };
        }

        var output = Path.Combine(run.WorkDirectory, $"{suite}.{model.Name}");
        var result = new EvaluationCommand(command, timeout, run.Directory) { Files = files }.Run(model.Directory, output, task, run.OnOutput, cancellation)
            with { Model = model.Model.Identity };
        run.Cache.Store(key, result);
        return result;
    }
}
