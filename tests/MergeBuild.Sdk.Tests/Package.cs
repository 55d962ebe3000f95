using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class Package(PackedSdk sdk)
{
    [Fact]
    public async Task The_package_holds_targets_and_tasks_and_no_library()
    {
        var description = await Verbs.DescribeAsync(sdk.PackagePath);

        Snapshot.Match(description.Replace($"<version>{sdk.Version}</version>", "<version>0.0.0</version>", StringComparison.Ordinal));
    }
}
