namespace MergeBuild.Testing;

/// <summary>This repository, for tests of its own files.</summary>
public static class Repository
{
    /// <summary>The folder of the solution, above the test assembly's.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of a file of the repository.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Root, name);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "MergeBuild.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException($"No MergeBuild.sln above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
