using System.Xml;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// Gates as tests in the form of JUnit, which most CI systems read; the elements and attributes are those of the schema that Jenkins
/// publishes with its plugin (junit-10.xsd). An uncertain verdict is a skipped test: the form has no word for it.
/// </summary>
internal static class JUnitReport
{
    public static byte[] Write(ReportInput input) => ReportXml.Write(writer =>
    {
        var verdicts = input.Gates.Verdicts;
        writer.WriteStartElement("testsuites");
        WriteCounts(writer, input);
        writer.WriteStartElement("testsuite");
        WriteCounts(writer, input);
        for (var i = 0; i < verdicts.Length; i++)
        {
            WriteCase(writer, input, i);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private static void WriteCounts(XmlWriter writer, ReportInput input)
    {
        var states = input.Gates.Verdicts.Select(VerdictStates.StateOf).ToArray();
        writer.WriteText("name", input.Model);
        writer.WriteNumber("tests", states.Length);
        writer.WriteNumber("failures", states.Count(state => state >= VerdictState.NotShown));
        writer.WriteNumber("errors", 0);
        writer.WriteNumber("skipped", states.Count(state => state == VerdictState.Uncertain));
        writer.WriteNumber("time", 0);
    }

    private static void WriteCase(XmlWriter writer, ReportInput input, int index)
    {
        var verdict = input.Gates.Verdicts[index];
        writer.WriteStartElement("testcase");
        writer.WriteText("name", GateTest.NameOf(verdict));
        writer.WriteText("classname", GateTest.ClassOf(input, verdict));
        writer.WriteNumber("time", 0);
        if (input.PlaceOf(index) is { } place)
        {
            writer.WriteText("file", SourcePath.Of(place.File));
            writer.WriteNumber("line", Math.Max(place.Line, 1));
        }

        var state = VerdictStates.StateOf(verdict);
        if (state != VerdictState.Passed)
        {
            writer.WriteStartElement(state == VerdictState.Uncertain ? "skipped" : "failure");
            writer.WriteText("message", Headline.Sentence(verdict));
            if (state != VerdictState.Uncertain)
            {
                writer.WriteText("type", VerdictStates.Reason(verdict)?.Code ?? state.Word());
                writer.WriteString(ReportText.Printable(GateTest.NotesOf(verdict)));
            }

            writer.WriteEndElement();
        }

        writer.WriteStartElement("system-out");
        writer.WriteString(GateTest.FiguresOf(verdict));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
