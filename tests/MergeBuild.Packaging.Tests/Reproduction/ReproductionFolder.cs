using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Hub;
using MergeBuild.Packaging.Reproduction;

namespace MergeBuild.Packaging.Tests.Reproduction;

/// <summary>A model that was merged, and its parents moved to where the recipe does not look.</summary>
internal sealed class ReproductionFolder : IDisposable
{
    private readonly BuildFolder _build = new();

    public BuildFolder Build => _build;

    public string this[string name] => _build[name];

    public string Parents => _build["kept"];

    public string ManifestPath => Path.Combine(_build.Output, MergeManifest.FileName);

    /// <summary>Merges, and moves the parents.</summary>
    public void Merge(string yaml = BuildFolder.Ties, Func<ModelBuildOptions, ModelBuildOptions>? change = null)
    {
        _build.Build(yaml, change);
        MoveParents();
    }

    public void MoveParents()
    {
        Directory.CreateDirectory(Parents);
        foreach (var name in new[] { "base", "a", "b", "lora" }.Where(name => Directory.Exists(_build[name])))
        {
            Directory.Move(_build[name], Path.Combine(Parents, name));
        }
    }

    public ReproductionOptions Options => new()
    {
        Folder = _build[""], ParentFolders = [Parents], Threads = 2, IsOffline = true,
        Hub = () => new HubOptions { Settings = HubSettings.From(_ => null, Checkpoints.Files.PhysicalFileSystem.Instance) with { IsOffline = true, CacheDirectory = _build["hub"] } },
    };

    public ReproductionResult Reproduce(Func<ReproductionOptions, ReproductionOptions>? change = null) =>
        MergeReproduction.Run(_build.Output, change?.Invoke(Options) ?? Options, cancellation: TestContext.Current.CancellationToken);

    public Diagnostic Fails(Func<ReproductionOptions, ReproductionOptions>? change = null) => Assert.Single(FailsWithAll(change));

    public IReadOnlyList<Diagnostic> FailsWithAll(Func<ReproductionOptions, ReproductionOptions>? change = null) =>
        Assert.Throws<MergeBuildException>(() => Reproduce(change)).Diagnostics;

    public void Edit(Action<JsonObject> edit)
    {
        var manifest = _build.Json(MergeManifest.FileName);
        edit(manifest);
        File.WriteAllText(ManifestPath, manifest.ToJsonString());
    }

    public void Dispose() => _build.Dispose();
}
