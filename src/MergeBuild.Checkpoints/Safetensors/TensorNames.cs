using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>
/// The rules for tensor names. MergeBuild makes no file of a tensor's name, but tools that read its output do, so a name
/// that leads out of a folder is not passed on.
/// </summary>
internal static class TensorNames
{
    public static void Check(IEnumerable<TensorEntry> entries, string path)
    {
        var normalized = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _, _, _, _) in entries)
        {
            if (name.Length == 0 || name.Any(IsForbidden) || LeadsElsewhere(name))
            {
                throw DiagnosticTable.SafetensorsTensorName.Exception(path, name);
            }

            if (!normalized.Add(name.Normalize()))
            {
                throw DiagnosticTable.SafetensorsEquivalentNames.Exception(path, name);
            }
        }
    }

    // The runtime cannot normalise U+FFFE.
    private static bool IsForbidden(char character) => char.IsControl(character) || character is '\uFFFE' or '\uFFFF';

    private static bool LeadsElsewhere(string name) =>
        name[0] is '/' or '\\' ||
        (name.Length > 2 && name[1] == ':' && (name[2] is '/' or '\\')) ||
        (name.Contains("..", StringComparison.Ordinal) && name.Split('/', '\\').Contains(".."));
}
