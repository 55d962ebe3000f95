using System.Globalization;
using System.Xml.Linq;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Reports;

namespace MergeBuild.Evaluation.Tests.Reports;

/// <summary>JUnit and TRX: what the forms demand, whoever reads them.</summary>
public sealed class TestResultFiles
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static TheoryData<bool> Hostile => [false, true];

    [Fact]
    public void JUnit_counts_what_it_lists()
    {
        var root = Parse("junit", hostile: false);
        Assert.Equal("testsuites", root.Name);
        var suite = Assert.Single(root.Elements());
        Assert.Equal(("testsuite", "assistant"), (suite.Name.LocalName, (string?)suite.Attribute("name")));
        var cases = suite.Elements("testcase").ToArray();
        foreach (var element in new[] { root, suite })
        {
            Assert.Equal(cases.Length, (int?)element.Attribute("tests"));
            Assert.Equal(cases.Count(test => test.Element("failure") is not null), (int?)element.Attribute("failures"));
            Assert.Equal(cases.Count(test => test.Element("skipped") is not null), (int?)element.Attribute("skipped"));
            Assert.Equal(0, (int?)element.Attribute("errors"));
        }

        Assert.Equal(["MB4210", "MB4214"], cases.Elements("failure").Select(failure => (string?)failure.Attribute("type")));
        Assert.Equal(("models/assistant/assistant.mergeproj", 12), ((string?)cases[0].Attribute("file"), (int?)cases[0].Attribute("line")));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void JUnit_has_only_elements_and_attributes_of_its_schema(bool hostile)
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["testsuites"] = ["name", "tests", "failures", "errors", "skipped", "time"],
            ["testsuite"] = ["name", "tests", "failures", "errors", "skipped", "time"],
            ["testcase"] = ["name", "classname", "time", "file", "line"],
            ["failure"] = ["message", "type"],
            ["skipped"] = ["message"],
            ["system-out"] = [],
        };
        Assert.All(Parse("junit", hostile).DescendantsAndSelf(), element =>
        {
            Assert.Contains(element.Name.LocalName, allowed.Keys);
            Assert.All(element.Attributes(), attribute => Assert.Contains(attribute.Name.LocalName, allowed[element.Name.LocalName]));
        });
        Assert.All(Parse("junit", hostile).Descendants("testcase"), test => Assert.All(["name", "classname"], name => Assert.NotEmpty((string?)test.Attribute(name) ?? "")));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Trx_refers_to_what_it_defines(bool hostile)
    {
        var root = Parse("trx", hostile);
        Assert.Equal(Trx + "TestRun", root.Name);
        var tests = root.Element(Trx + "TestDefinitions")!.Elements(Trx + "UnitTest").ToDictionary(test => (string)test.Attribute("id")!, test => (string)test.Element(Trx + "Execution")!.Attribute("id")!);
        var lists = root.Element(Trx + "TestLists")!.Elements().Select(list => (string?)list.Attribute("id")).ToArray();
        var results = root.Element(Trx + "Results")!.Elements(Trx + "UnitTestResult").ToArray();
        Assert.Equal(MadeReports.Lost.Gates.Verdicts.Length, tests.Count);
        foreach (var group in new[] { results, [.. root.Element(Trx + "TestEntries")!.Elements(Trx + "TestEntry")] })
        {
            Assert.Equal(tests.Keys.Order(), group.Select(result => (string)result.Attribute("testId")!).Order());
            Assert.All(group, result => Assert.Equal(tests[(string)result.Attribute("testId")!], (string?)result.Attribute("executionId")));
            Assert.All(group, result => Assert.Contains((string?)result.Attribute("testListId"), lists));
        }

        Assert.All(tests.Keys.Concat(tests.Values), identifier => Assert.True(Guid.TryParseExact(identifier, "D", out _)));
        Assert.All(results, result => Assert.True(TimeSpan.TryParse((string?)result.Attribute("duration"), CultureInfo.InvariantCulture, out _)));
        var times = root.Element(Trx + "Times")!;
        Assert.All(["creation", "queuing", "start", "finish"], name => Assert.True(DateTimeOffset.TryParse((string?)times.Attribute(name), CultureInfo.InvariantCulture, out _)));
    }

    [Fact]
    public void Trx_counts_what_it_lists()
    {
        var root = Parse("trx", hostile: false);
        var outcomes = root.Descendants(Trx + "UnitTestResult").Select(result => (string)result.Attribute("outcome")!).ToArray();
        Assert.Equal(["Failed", "Passed", "Passed", "Passed", "Passed", "Failed"], outcomes);
        var counters = root.Element(Trx + "ResultSummary")!.Element(Trx + "Counters")!;
        Assert.Equal((6, 6, 4, 2), ((int)counters.Attribute("total")!, (int)counters.Attribute("executed")!, (int)counters.Attribute("passed")!, (int)counters.Attribute("failed")!));
        Assert.Equal("Failed", (string?)root.Element(Trx + "ResultSummary")!.Attribute("outcome"));
        Assert.Contains("MB4210: The merge keeps 79.1 %", root.Descendants(Trx + "Message").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_keeps_its_identity_when_figures_change()
    {
        static IEnumerable<string> Tests(ReportInput input) => Parse("trx", input).Descendants(Trx + "UnitTest").Select(test => (string)test.Attribute("id")!);
        var later = MadeReports.Lost with { Gates = new GateReport("other", [.. MadeReports.Lost.Gates.Verdicts.Select(verdict => verdict with { MergedScore = 0.1, Notes = [] })]) };
        Assert.Equal(Tests(MadeReports.Lost), Tests(later));
    }

    private static XElement Parse(string format, bool hostile) => Parse(format, hostile ? MadeReports.OfHostileNames : MadeReports.Lost);

    // The reader of XML refuses characters that XML cannot hold.
    private static XElement Parse(string format, ReportInput input) => XElement.Load(new MemoryStream(ReportFormat.Find(format)!.Write(input)));
}
