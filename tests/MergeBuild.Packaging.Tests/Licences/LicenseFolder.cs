using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Licences;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests.Licences;

/// <summary>Folders with model cards and nothing else: licences are read without weights.</summary>
internal sealed class LicenseFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ParentModel> _parents = [];

    public LicenseSettings Settings { get; set; } = new("Llama-assistant") { Today = new DateOnly(2026, 6, 1) };

    public string this[string path] => _folder[path];

    /// <summary>Adds a parent whose card states a licence; null for a parent without a card.</summary>
    public LicenseFolder With(string name, string? license, bool hasText = true)
    {
        _folder.CreateFolder(name);
        if (license is not null)
        {
            _folder.Write($"{name}/README.md", $"---\nlicense: {license}\ntags: [merge]\nmodel-index:\n- name: x\n  results: []\n---\n# {name}\n");
        }

        if (hasText)
        {
            _folder.Write($"{name}/LICENSE", $"The licence of {name}.\n");
        }

        _parents.Add(new ParentModel(name, "expert", _folder[name], new SourceLocation("assistant.mergeproj", _parents.Count + 1, 5)));
        return this;
    }

    public void Write(string path, string text) => _folder.Write(path, text);

    public void State(string name, string license)
    {
        var index = _parents.FindIndex(parent => parent.Name == name);
        _parents[index] = _parents[index] with { StatedLicense = license };
    }

    public LicenseLedger Read(out string problems)
    {
        var bag = new DiagnosticBag();
        var ledger = LicenseLedger.Read(_parents, Settings, bag);
        problems = string.Join(", ", bag.Diagnostics.Select(diagnostic => (diagnostic.IsError ? "" : "warning ") + diagnostic.Code));
        Messages = [.. bag.Diagnostics.Select(diagnostic => diagnostic.ToString())];
        return ledger;
    }

    public IReadOnlyList<string> Messages { get; private set; } = [];

    public string Problems()
    {
        Read(out var problems);
        return problems;
    }

    public void Dispose() => _folder.Dispose();
}
