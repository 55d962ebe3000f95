using System.Globalization;
using System.Text;
using System.Xml;

namespace MergeBuild.Evaluation.Reports;

/// <summary>XML as all reports write it: UTF-8 without a mark, two spaces, line feeds, one at the end.</summary>
internal static class ReportXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", CheckCharacters = true,
    };

    public static byte[] Write(Action<XmlWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            writer.WriteStartDocument();
            content(writer);
            writer.WriteEndDocument();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public static void WriteText(this XmlWriter writer, string attribute, string text) => writer.WriteAttributeString(attribute, ReportText.Printable(text));

    public static void WriteNumber(this XmlWriter writer, string attribute, long number) =>
        writer.WriteAttributeString(attribute, number.ToString(CultureInfo.InvariantCulture));
}
