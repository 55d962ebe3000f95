using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Hub;
using MergeBuild.Packaging.Packages;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild sets and reads item lists as arrays.
#pragma warning disable CA1819

/// <summary>
/// Makes parents of references with MergeAs: of packages, whose weights are fetched where they lie outside, and of merge
/// projects. Not marked as safe for several threads of one process: where the Hub is, and who asks, are variables of the environment.
/// </summary>
public sealed class ResolveParentReferences : ProjectTask, ICancelableTask, IDisposable
{
    private const string Package = "PackageReference";
    private const string Project = "ProjectReference";
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The PackageReference items.</summary>
    public ITaskItem[] PackageReferences { get; set; } = [];

    /// <summary>The ProjectReference items.</summary>
    public ITaskItem[] ProjectReferences { get; set; } = [];

    /// <summary>The MergeModel items of restored packages.</summary>
    public ITaskItem[] PackagedModels { get; set; } = [];

    /// <summary>What GetMergeModel returned for the projects.</summary>
    public ITaskItem[] ProjectModels { get; set; } = [];

    /// <summary>The Expert items that references are, in project order, packages first.</summary>
    [Output]
    public ITaskItem[] Experts { get; private set; } = [];

    /// <summary>The BaseModel items that references are.</summary>
    [Output]
    public ITaskItem[] BaseModels { get; private set; } = [];

    /// <summary>Stops fetching.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Frees the cancellation's resources.</summary>
    public void Dispose() => _cancellation.Dispose();

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var problems = new DiagnosticBag();
        var parents = PackageReferences.Select(item => Parent(Package, item, problems, OfPackage))
            .Concat(ProjectReferences.Select(item => Parent(Project, item, problems, OfProject)))
            .Where(parent => parent.Item is not null)
            .ToArray();
        problems.ThrowIfErrors();
        Experts = [.. parents.Where(parent => parent.Role == "Expert").Select(parent => parent.Item!)];
        BaseModels = [.. parents.Where(parent => parent.Role == "BaseModel").Select(parent => parent.Item!)];
    }

    private delegate ITaskItem Resolution(ITaskItem reference, ProjectItem written);

    private (string Role, ITaskItem? Item) Parent(string type, ITaskItem reference, DiagnosticBag problems, Resolution resolve)
    {
        var text = reference.GetMetadata(ParentReference.Role).Trim();
        if (text.Length == 0)
        {
            return default;
        }

        var source = Source.Item(type, reference);
        try
        {
            var role = Array.Find(["Expert", "BaseModel"], role => string.Equals(role, text, StringComparison.OrdinalIgnoreCase))
                ?? throw DiagnosticTable.ParentRoleInvalid.ExceptionAt(source.Find(ParentReference.Role)?.Location, text);
            return (role, resolve(reference, source));
        }
        catch (MergeBuildException exception)
        {
            problems.Report(exception.At(source.Location));
            return default;
        }
    }

    private ITaskItem OfPackage(ITaskItem reference, ProjectItem written)
    {
        var model = PackagedModels.FirstOrDefault(model => string.Equals(model.GetMetadata("PackageId"), reference.ItemSpec, StringComparison.OrdinalIgnoreCase));
        if (model is null || !Directory.Exists(model.ItemSpec))
        {
            throw DiagnosticTable.PackageShowsNoModel.Exception(reference.ItemSpec,
                model is null ? "what was restored of it declares no MergeModel item" : $"'{model.ItemSpec}' is not there");
        }

        var package = new RestoredPackage(model.GetMetadata("PackageId"), model.GetMetadata("PackageVersion"), FullPath(model.ItemSpec));
        var source = reference.GetMetadata(ParentReference.WeightsSource);
        var progress = new ProgressLog(Log, Path.GetFileNameWithoutExtension(ProjectFile));
        new PackagedWeights(package).Fetch(
            source.Length > 0 ? source : null, ProjectDirectory, () => new HubOptions { Settings = HubSettings.FromEnvironment(), Progress = progress }, _cancellation.Token);
        var named = package.ToRecipe();
        return ParentReference.Resolve(reference, written, Path.TrimEndingDirectorySeparator(package.ModelDirectory),
            ("MergePackageId", named.Id), ("MergePackageVersion", named.Version), ("MergePackageContentHash", named.ContentHash));
    }

    private ITaskItem OfProject(ITaskItem reference, ProjectItem written)
    {
        var path = FullPath(reference.ItemSpec.Replace('\\', '/'));
        var model = ProjectModels.FirstOrDefault(model => FullPath(model.GetMetadata("MSBuildSourceProjectFile")) == path);
        return model is null
            ? throw DiagnosticTable.ProjectGivesNoModel.Exception(reference.ItemSpec, File.Exists(path) ? "it is no merge project" : "there is no such file")
            : ParentReference.Resolve(reference, written, Path.TrimEndingDirectorySeparator(FullPath(model.ItemSpec)));
    }
}
