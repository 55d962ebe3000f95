using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Checkpoints.Tests.Files;

/// <summary>Every operation of a publication fails in turn; each name is absent, old or complete whenever it happens.</summary>
public sealed class FaultyPublication
{
    private static readonly string[] Names = ["model-1.safetensors", "model-2.safetensors", "manifest.json"];

    public static TheoryData<FileOperation, FaultDuration, bool> Faults()
    {
        var data = new TheoryData<FileOperation, FaultDuration, bool>();
        foreach (var operation in (FileOperation[])[FileOperation.Create, FileOperation.Write, FileOperation.Sync, FileOperation.Replace, FileOperation.SyncDirectory])
        {
            foreach (var duration in Enum.GetValues<FaultDuration>())
            {
                data.Add(operation, duration, true);
                data.Add(operation, duration, false);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Leaves_every_name_absent_old_or_complete(FileOperation operation, FaultDuration duration, bool isRebuild)
    {
        var occurrence = 1;
        while (PublishWithFault(new FileFault(operation, occurrence, duration), isRebuild))
        {
            occurrence++;
        }

        Assert.True(occurrence > 1, "The fault never happened.");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Never_shows_a_new_manifest_over_old_files(FileOperation operation, FaultDuration duration, bool isRebuild)
    {
        for (var occurrence = 1; occurrence < 10; occurrence++)
        {
            using var folder = new TemporaryFolder();
            Prepare(folder, isRebuild);
            TryPublish(new FaultyFileSystem(new FileFault(operation, occurrence, duration)), folder);
            if (Content(folder, Names[2]) == Text(Names[2], "new"))
            {
                Assert.All(Names, name => Assert.Equal(Text(name, "new"), Content(folder, name)));
            }
        }
    }

    private static bool PublishWithFault(FileFault fault, bool isRebuild)
    {
        using var folder = new TemporaryFolder();
        Prepare(folder, isRebuild);
        var files = new FaultyFileSystem(fault);
        var failure = TryPublish(files, folder);

        Assert.Equal(files.HasFailed, failure is not null);
        Assert.All(Names, name =>
            Assert.Contains(Content(folder, name), (string?[])[isRebuild ? Text(name, "old") : null, Text(name, "new")]));
        if (fault.Duration != FaultDuration.Crash)
        {
            Assert.All(folder.FileNames, name => Assert.Contains(name, Names));
        }

        AssertNextBuildSucceeds(folder);
        return files.HasFailed;
    }

    private static void AssertNextBuildSucceeds(TemporaryFolder folder)
    {
        Publication.CollectLeftovers(PhysicalFileSystem.Instance, folder.Path);
        Assert.Null(TryPublish(PhysicalFileSystem.Instance, folder));
        Assert.Equal(Names.Order(StringComparer.Ordinal), folder.FileNames);
        Assert.All(Names, name => Assert.Equal(Text(name, "new"), Content(folder, name)));
    }

    private static void Prepare(TemporaryFolder folder, bool isRebuild)
    {
        foreach (var name in isRebuild ? Names : [])
        {
            folder.Write(name, Text(name, "old"));
        }
    }

    private static MergeBuildException? TryPublish(IFileSystem files, TemporaryFolder folder)
    {
        try
        {
            using var publication = new Publication(files, folder.Path);
            foreach (var name in Names)
            {
                publication.Write(name, System.Text.Encoding.UTF8.GetBytes(Text(name, "new")));
            }

            publication.Commit();
            return null;
        }
        catch (MergeBuildException exception)
        {
            return exception;
        }
    }

    private static string Text(string name, string generation) => $"{generation} content of {name}, long enough to be cut in half";

    private static string? Content(TemporaryFolder folder, string name) => File.Exists(folder[name]) ? File.ReadAllText(folder[name]) : null;
}
