using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz.Tests;

/// <summary>The formats with their folder.</summary>
public sealed class Formats : IDisposable
{
    private readonly FuzzFolder _folder = new();

    public Formats() => All = FuzzFormats.In(_folder).ToDictionary(format => format.Name);

    public IReadOnlyDictionary<string, FuzzFormat> All { get; }

    public void Dispose() => _folder.Dispose();
}
