using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Versions;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests.Versions;

public sealed class VersionsFromHistory
{
    [Theory]
    [InlineData("v1.2.3", "1.2.3", "1.2.4-alpha.0.1")]
    [InlineData("v1.2.3-rc.1", "1.2.3-rc.1", "1.2.3-rc.1.1")]
    [InlineData("v0.0.0-a-b.7", "0.0.0-a-b.7", "0.0.0-a-b.7.1")]
    public void Are_the_tags_at_a_tag_and_rise_above_it(string tag, string at, string above)
    {
        using var repository = new GitFolder();
        repository.Commit();
        var commit = repository.Commit(tag);
        Assert.Equal(at, repository.Version());
        Assert.Equal($"{at}+{commit}", VersionFromGit.Of(repository.Path).Version.ToFullString());

        commit = repository.Commit();
        Assert.Equal(above, repository.Version());
        Assert.Equal($"{above}+{commit}", VersionFromGit.Of(repository.Path).Version.ToFullString());
    }

    [Fact]
    public void Count_all_commits_where_no_tag_names_a_version()
    {
        using var repository = new GitFolder();
        repository.Commit("vnext", "v1", "v1.2", "v1.2.3.4", "v01.2.3", "release-1.0.0", "v1.0.0_1");
        repository.Commit();
        Assert.Equal("0.0.0-alpha.0.2", repository.Version());
        Assert.Empty(VersionFromGit.Of(repository.Path).Warnings);
    }

    [Fact]
    public void Pass_over_tags_that_are_no_versions()
    {
        using var repository = new GitFolder();
        repository.Commit("v1.0.0");
        repository.Commit("v2");
        repository.Commit("v2.0", "v3-is-near");
        repository.Commit();
        Assert.Equal("1.0.1-alpha.0.3", repository.Version());
    }

    [Fact]
    public void Take_the_highest_of_a_commits_tags_and_annotated_ones_too()
    {
        using var repository = new GitFolder();
        repository.Commit("v1.10.0", "v1.9.0", "v2.0.0-rc.1");
        repository.Git("tag", "--annotate", "--message", "release", "v1.2.0");
        Assert.Equal("2.0.0-rc.1", repository.Version());
        repository.Git("tag", "v2.0.0");
        Assert.Equal("2.0.0", repository.Version());
    }

    [Fact]
    public void Keep_to_the_main_line_when_an_older_release_is_mended_and_merged()
    {
        using var repository = new GitFolder();
        repository.Commit("v1.0.0");
        repository.Commit();
        repository.Commit("v1.1.0");
        repository.Git("checkout", "--quiet", "-b", "mend", "v1.0.0");
        repository.Commit("v1.0.1");
        repository.Git("checkout", "--quiet", "main");
        repository.Git("merge", "--quiet", "--no-ff", "--message", "merge", "mend");

        // The mended commit and the merge.
        Assert.Equal("1.1.1-alpha.0.2", repository.Version());
    }

    [Fact]
    public void Never_fall_when_branches_are_merged()
    {
        using var repository = new GitFolder();
        repository.Commit("v1.0.0");
        for (var i = 0; i < 5; i++)
        {
            repository.Commit();
        }

        repository.Git("checkout", "--quiet", "-b", "short", "v1.0.0");
        repository.Commit();
        repository.Git("checkout", "--quiet", "main");
        repository.Git("merge", "--quiet", "--no-ff", "--message", "merge", "short");
        Assert.Equal("1.0.1-alpha.0.7", repository.Version());
    }

    [Fact]
    public void Are_the_same_with_a_detached_head_and_in_a_work_tree()
    {
        using var repository = new GitFolder();
        repository.Commit("v1.0.0");
        var commit = repository.Commit();
        repository.Git("checkout", "--quiet", commit);
        Assert.Equal("1.0.1-alpha.0.1", repository.Version());
        repository.Git("worktree", "add", "--quiet", repository.Beside("other"), "v1.0.0");
        Assert.Equal("1.0.0", repository.Version(repository.Beside("other")));
    }

    [Fact]
    public void Take_other_prefixes_and_identifiers()
    {
        using var repository = new GitFolder();
        repository.Commit("v9.0.0", "math/2.0.0", "3.0.0");
        repository.Commit();
        Assert.Equal("2.0.1-dev.1", VersionFromGit.Of(repository.Path, "math/", "dev").Version.ToNormalizedString());
        Assert.Equal("3.0.1-alpha.0.1", VersionFromGit.Of(repository.Path, "").Version.ToNormalizedString());
        var problem = Assert.Throws<MergeBuildException>(() => VersionFromGit.Of(repository.Path, "v", "not an identifier"));
        Assert.Equal("MB5300", Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public void Say_when_a_shallow_clone_may_hide_the_tag()
    {
        using var repository = new GitFolder();
        repository.Commit("v1.0.0");
        repository.Commit();
        repository.Commit();
        Clone("cut", 2);
        Clone("whole", 3);

        var cut = VersionFromGit.Of(repository.Beside("cut"));
        Assert.Equal("0.0.0-alpha.0.2", cut.Version.ToNormalizedString());
        Assert.Equal("MB5302", Assert.Single(cut.Warnings).Code);

        // Shallow, but the tag is in it.
        var whole = VersionFromGit.Of(repository.Beside("whole"));
        Assert.Equal("1.0.1-alpha.0.2", whole.Version.ToNormalizedString());
        Assert.Empty(whole.Warnings);

        void Clone(string name, int depth) =>
            repository.Git("clone", "--quiet", $"--depth={depth}", new Uri(repository.Path).AbsoluteUri, repository.Beside(name));
    }

    [Fact]
    public void Are_zero_and_said_to_be_without_commits_or_repository()
    {
        using var repository = new GitFolder();
        using var nowhere = new TemporaryFolder();
        foreach (var (folder, reason) in new[] { (repository.Path, "the repository has no commit yet"), (nowhere.Path, "the project lies in no git repository") })
        {
            var version = VersionFromGit.Of(folder);
            Assert.Equal("0.0.0-alpha.0.0", version.Version.ToFullString());
            Assert.Null(version.Commit);
            var warning = Assert.Single(version.Warnings);
            Assert.Equal("MB5301", warning.Code);
            Assert.Contains(reason, warning.Message, StringComparison.Ordinal);
        }
    }
}
