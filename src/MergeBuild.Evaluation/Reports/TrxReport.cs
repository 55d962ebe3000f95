using System.Text;
using System.Xml;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// Gates as tests in the form of Visual Studio (TRX, namespace <c>TeamTest/2010</c>), as <c>dotnet test --logger trx</c> writes it. All
/// identifiers are derived from what is tested, and times, which some readers insist on, are a fixed one: the file tells of no clock.
/// </summary>
internal static class TrxReport
{
    private const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    private const string NoTime = "2000-01-01T00:00:00.0000000+00:00";

    // What Visual Studio calls its type of unit tests, and its list of results that are in no list; every file has the same.
    private const string UnitTestType = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private const string ListOfNone = "8c84fa94-04c1-424b-9868-57a2d4851a1d";
    private const string ListOfAll = "19431567-8539-422a-85d7-44ee4e166bda";

    public static byte[] Write(ReportInput input) => ReportXml.Write(writer =>
    {
        var tests = input.Gates.Verdicts.Select((verdict, index) => new Test(
            Identifier("test", GateTest.IdentityOf(input, verdict), index), Identifier("execution", input.Gates.InputsDigest + GateTest.IdentityOf(input, verdict), index),
            GateTest.NameOf(verdict), GateTest.ClassOf(input, verdict), VerdictStates.StateOf(verdict),
            $"{VerdictStates.Reason(verdict)?.Code}: {Headline.Sentence(verdict)}", GateTest.FiguresOf(verdict))).ToArray();
        writer.WriteStartElement("TestRun", Namespace);
        writer.WriteText("id", Identifier("run", input.Gates.InputsDigest, 0));
        writer.WriteText("name", input.Model);
        Element(writer, "Times", ("creation", NoTime), ("queuing", NoTime), ("start", NoTime), ("finish", NoTime));
        Group(writer, "Results", tests, WriteResult);
        Group(writer, "TestDefinitions", tests, (_, test) => WriteDefinition(writer, input, test));
        Group(writer, "TestEntries", tests, (_, test) => Element(writer, "TestEntry", ("testId", test.Id), ("executionId", test.Execution), ("testListId", ListOfNone)));
        writer.WriteStartElement("TestLists");
        Element(writer, "TestList", ("name", "Results Not in a List"), ("id", ListOfNone));
        Element(writer, "TestList", ("name", "All Loaded Results"), ("id", ListOfAll));
        writer.WriteEndElement();
        WriteSummary(writer, tests);
        writer.WriteEndElement();
    });

    private static void WriteResult(XmlWriter writer, Test test)
    {
        writer.WriteStartElement("UnitTestResult");
        Attributes(writer, ("executionId", test.Execution), ("testId", test.Id), ("testName", test.Name), ("computerName", "mergebuild"), ("duration", "00:00:00"),
            ("startTime", NoTime), ("endTime", NoTime), ("testType", UnitTestType), ("outcome", Outcome(test.State)), ("testListId", ListOfNone), ("relativeResultsDirectory", test.Execution));
        writer.WriteStartElement("Output");
        Text(writer, "StdOut", test.Figures);
        if (test.State != VerdictState.Passed)
        {
            writer.WriteStartElement("ErrorInfo");
            Text(writer, "Message", test.Message);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteDefinition(XmlWriter writer, ReportInput input, Test test)
    {
        writer.WriteStartElement("UnitTest");
        Attributes(writer, ("name", test.Name), ("storage", SourcePath.Of(input.Project ?? input.Model)), ("id", test.Id));
        Element(writer, "Execution", ("id", test.Execution));
        Element(writer, "TestMethod", ("codeBase", SourcePath.Of(input.Project ?? input.Model)), ("adapterTypeName", "mergebuild"), ("className", test.Class), ("name", test.Name));
        writer.WriteEndElement();
    }

    private static void WriteSummary(XmlWriter writer, Test[] tests)
    {
        int Count(string outcome) => tests.Count(test => Outcome(test.State) == outcome);
        writer.WriteStartElement("ResultSummary");
        writer.WriteText("outcome", Count("Failed") > 0 ? "Failed" : "Completed");
        writer.WriteStartElement("Counters");
        foreach (var (name, number) in new[]
        {
            ("total", tests.Length), ("executed", tests.Length), ("passed", Count("Passed")), ("failed", Count("Failed")), ("error", 0), ("timeout", 0),
            ("aborted", 0), ("inconclusive", Count("Inconclusive")), ("passedButRunAborted", 0), ("notRunnable", 0), ("notExecuted", 0), ("disconnected", 0),
            ("warning", 0), ("completed", 0), ("inProgress", 0), ("pending", 0),
        })
        {
            writer.WriteNumber(name, number);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static string Outcome(VerdictState state) => state switch
    {
        VerdictState.Passed => "Passed",
        VerdictState.Uncertain => "Inconclusive",
        _ => "Failed",
    };

    private static string Identifier(string kind, string content, int index) =>
        Guid.ParseExact(Blake3.Hash(Encoding.UTF8.GetBytes($"{kind}\n{index}\n{content}")).ToString()[..32], "N").ToString("D");

    private static void Group(XmlWriter writer, string name, Test[] tests, Action<XmlWriter, Test> write)
    {
        writer.WriteStartElement(name);
        Array.ForEach(tests, test => write(writer, test));
        writer.WriteEndElement();
    }

    private static void Element(XmlWriter writer, string name, params ReadOnlySpan<(string Name, string Text)> attributes)
    {
        writer.WriteStartElement(name);
        Attributes(writer, attributes);
        writer.WriteEndElement();
    }

    private static void Attributes(XmlWriter writer, params ReadOnlySpan<(string Name, string Text)> attributes)
    {
        foreach (var (name, text) in attributes)
        {
            writer.WriteText(name, text);
        }
    }

    private static void Text(XmlWriter writer, string name, string text)
    {
        writer.WriteStartElement(name);
        writer.WriteString(ReportText.Printable(text));
        writer.WriteEndElement();
    }

    private sealed record Test(string Id, string Execution, string Name, string Class, VerdictState State, string Message, string Figures);
}
