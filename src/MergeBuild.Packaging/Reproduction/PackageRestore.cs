using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>
/// Has NuGet unpack one package, by <c>dotnet restore</c> of a project that does nothing but name it: every kind of feed that
/// NuGet knows works, with the settings and credentials that it has for them. A package restored so runs nothing.
/// </summary>
/// <param name="folder">Where relative feeds start from, and where NuGet's settings are looked for.</param>
/// <param name="feeds">Feeds to ask in place of those of the settings; none for those.</param>
/// <param name="packages">The folder to unpack to.</param>
internal sealed class PackageRestore(string folder, ImmutableArray<string> feeds, string packages)
{
    private const string ProjectName = "package.proj";

    /// <summary>Restores a package.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version, and no other.</param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <returns>Why it is not there; null where it is.</returns>
    public string? Run(string id, string version, CancellationToken cancellation)
    {
        var work = Directory.CreateTempSubdirectory("mergebuild-restore-");
        try
        {
            // Whatever lies in the folders above is nobody's choice.
            File.WriteAllText(Path.Combine(work.FullName, "global.json"), "{}");
            Project(id, version).Save(Path.Combine(work.FullName, ProjectName));
            var (exitCode, output) = Dotnet(work.FullName, cancellation);
            return exitCode == 0 ? null : Reason(output);
        }
        catch (Win32Exception exception)
        {
            return $"the command 'dotnet' could not be run: {exception.Message}";
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private XElement Project(string id, string version)
    {
        var properties = new XElement("PropertyGroup",
            new XElement("ImportDirectoryBuildProps", false),
            new XElement("ImportDirectoryBuildTargets", false),
            new XElement("ImportDirectoryPackagesProps", false),
            new XElement("TargetFramework", "netstandard2.0"),
            new XElement("DisableImplicitFrameworkReferences", true),
            new XElement("NuGetAudit", false),
            new XElement("RestoreRootConfigDirectory", Escape(folder)),
            new XElement("RestorePackagesPath", Escape(packages)),
            feeds.IsEmpty ? null : new XElement("RestoreSources", string.Join(';', feeds.Select(feed => Escape(Place(feed))))));
        return new XElement("Project",
            properties,
            new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
            new XElement("ItemGroup", new XElement("PackageDownload", new XAttribute("Include", id), new XAttribute("Version", $"[{version}]"))),
            new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk")));
    }

    private string Place(string feed) => Path.GetFullPath(feed, folder) is var path && Directory.Exists(path) ? path : feed;

    // https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters
    private static string Escape(string text) => string.Concat(text.Select(character =>
        "%$@';?*".Contains(character, StringComparison.Ordinal) ? FormattableString.Invariant($"%{(int)character:X2}") : character.ToString()));

    private static (int ExitCode, string Output) Dotnet(string work, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", ProjectName, "-nologo", "-tl:off"])
        {
            WorkingDirectory = work, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, output + error.Result);
    }

    // NuGet's own words, without the project that they are about.
    private static string Reason(string output)
    {
        const string Error = "error ";
        var line = output.Split('\n').FirstOrDefault(line => line.Contains(Error, StringComparison.Ordinal));
        return line is null ? output.Trim() : line[(line.IndexOf(Error, StringComparison.Ordinal) + Error.Length)..].Split(" [")[0].Trim().TrimEnd('.');
    }
}
