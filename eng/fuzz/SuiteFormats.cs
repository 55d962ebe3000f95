using System.Text;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>Suites and how they are put.</summary>
internal static class SuiteFormats
{
    private static readonly string[] Samples = ["math", "facts", "facts-choice", "prose"];

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        yield return folder.Format("suite", "fuzzed.jsonl", [.. Samples.Select(Suite)], () => EvaluationSuite.Read(folder["fuzzed.jsonl"]));
        yield return folder.Format("settings", "settings.json",
        [
            FuzzFolder.Bytes(SuiteSettingsJson.Write(new SuiteSettings()).ToJsonString()),
            FuzzFolder.Bytes("""{"fewShot":2,"limit":10,"sampleSeed":1,"stop":["\n"],"maximumTokens":5,"metrics":["exact_match"],"refusalPatterns":["(?i)sorry"]}"""), FuzzFolder.Bytes("{}"),
        ], () => SuiteSettingsJson.ReadFile(folder["settings.json"]));
    }

    // The beginning is enough, and a hundred times as fast.
    private static byte[] Suite(string name) =>
        FuzzFolder.Bytes(string.Join('\n', Encoding.UTF8.GetString(FuzzFolder.Sample($"samples/tiny-assistant/suites/{name}.jsonl")).Split('\n').Take(6)));
}
