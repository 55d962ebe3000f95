using System.Xml;
using System.Xml.Linq;
using MergeBuild.Diagnostics;

namespace MergeBuild.Tasks.Sources;

/// <summary>A project file as XML with line numbers, which MSBuild does not hand to tasks.</summary>
internal sealed class ProjectDocument
{
    private readonly string _shownAs;

    private ProjectDocument(string shownAs, XElement? root)
    {
        _shownAs = shownAs;
        Root = root;
    }

    /// <summary>The root element; null when the file cannot be read, and so has no places to show.</summary>
    public XElement? Root { get; }

    /// <summary>Loads a project file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">Its path as diagnostics show it.</param>
    public static ProjectDocument Load(string path, string shownAs)
    {
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return new ProjectDocument(shownAs, XDocument.Load(reader, LoadOptions.SetLineInfo).Root);
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return new ProjectDocument(shownAs, null);
        }
    }

    /// <summary>Elements of a name directly inside groups of a name; MSBuild ignores the case of both.</summary>
    public IEnumerable<XElement> Elements(string group, string name) => Root is null ? [] : Root
        .Descendants()
        .Where(element => Named(element, name) && element.Parent is { } parent && Named(parent, group));

    /// <summary>An attribute of an element, without regard to case.</summary>
    public static XAttribute? Attribute(XElement element, string name) => element.Attributes()
        .FirstOrDefault(attribute => string.Equals(attribute.Name.LocalName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A child of an element, without regard to case; the last counts, as in MSBuild.</summary>
    public static XElement? Child(XElement element, string name) => element.Elements().LastOrDefault(child => Named(child, name));

    /// <summary>The place of an attribute's name, or of an element's opening bracket.</summary>
    public SourceLocation LocationOf(XObject node)
    {
        var info = (IXmlLineInfo)node;
        return new SourceLocation(_shownAs, info.LineNumber, info.LinePosition - (node is XElement ? 1 : 0));
    }

    private static bool Named(XElement element, string name) =>
        string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase);
}
