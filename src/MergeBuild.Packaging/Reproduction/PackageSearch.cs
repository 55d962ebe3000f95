using System.Text.RegularExpressions;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Packages;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>Finds packages of models in NuGet's folder of unpacked packages, and has NuGet put there what is missing.</summary>
internal sealed partial class PackageSearch(ReproductionOptions options, CancellationToken cancellation)
{
    /// <summary>The model directory of a package, its weights completed where they lie outside of it.</summary>
    /// <exception cref="MergeBuildException">NuGet does not have it (MB5339), or its weights cannot be had (MB5320 to MB5323).</exception>
    public string Find(RecipePackage package)
    {
        // Both become parts of paths and of a project.
        if (!PackageId().IsMatch(package.Id) || !NuGetVersion.TryParse(package.Version, out var version))
        {
            throw DiagnosticTable.PackageNotRestored.Exception(package.Id, package.Version, "it is not the name and version of a package");
        }

        // https://learn.microsoft.com/nuget/consume-packages/managing-the-global-packages-and-cache-folders
        var packages = options.PackagesFolder ?? UsualFolder();
        var root = Path.Combine(packages, package.Id.ToLowerInvariant(), version.ToNormalizedString().ToLowerInvariant());
        var model = Path.Combine(root, "model");

        // NuGet's note comes last: without it, a package is half unpacked, or was put there by other means.
        if (!File.Exists(Path.Combine(root, RestoredPackage.NoteName)) && (!options.IsOffline || !Directory.Exists(model)))
        {
            Restore(package, version, packages);
        }

        if (!Directory.Exists(model))
        {
            throw DiagnosticTable.PackageNotRestored.Exception(package.Id, package.Version, $"'{root}' has no folder 'model'");
        }

        new PackagedWeights(new RestoredPackage(package.Id, package.Version, model)).Fetch(null, options.Folder, options.Hub, cancellation);
        return model;
    }

    private void Restore(RecipePackage package, NuGetVersion version, string packages)
    {
        if (options.IsOffline)
        {
            throw DiagnosticTable.PackageNotRestored.Exception(package.Id, package.Version, $"it is not in '{packages}', and no feed may be asked");
        }

        if (new PackageRestore(options.Folder, options.Feeds, packages).Run(package.Id, version.ToNormalizedString(), cancellation) is { } problem)
        {
            throw DiagnosticTable.PackageNotRestored.Exception(package.Id, package.Version, problem);
        }
    }

    private static string UsualFolder() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // https://learn.microsoft.com/nuget/create-packages/creating-a-package#choose-a-unique-package-identifier-and-setting-the-version-number
    [GeneratedRegex(@"^\w+([.-]\w+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PackageId();
}
