using MergeBuild.Packaging.Licences;

namespace MergeBuild.Packaging.Tests.Licences;

public sealed class FoldedLicenses : IDisposable
{
    private readonly LicenseFolder _folder = new();

    [Theory]
    [InlineData("apache-2.0 mit", "apache-2.0", "")]
    [InlineData("mit mit", "mit", "")]
    [InlineData("apache-2.0 llama3.1", "llama3.1", "")]
    [InlineData("apache-2.0 cc-by-nc-4.0", "cc-by-nc-4.0", "")]
    [InlineData("apache-2.0 gemma", "gemma", "")]
    [InlineData("llama3 llama3", "llama3", "")]
    [InlineData("llama3.1 gemma", "other", "warning MB5262")]
    [InlineData("mit cc-by-nd-4.0", "cc-by-nd-4.0", "MB5253")]
    [InlineData("mit cc-by-nc-nd-4.0", "cc-by-nc-nd-4.0", "MB5253")]
    [InlineData("llama3 apache-2.0", "llama3", "MB5256")]
    [InlineData("llama2 llama3", "other", "MB5256, MB5256, warning MB5262")]
    [InlineData("cc-by-sa-4.0 llama3.1", "other", "MB5255, warning MB5262")]
    [InlineData("cc-by-sa-4.0 gemma", "other", "MB5255, warning MB5262")]
    [InlineData("cc-by-nc-sa-4.0 bigcode-openrail-m", "other", "MB5255, warning MB5262")]
    [InlineData("cc-by-sa-4.0 mit", "cc-by-sa-4.0", "")]
    [InlineData("mit unknown", null, "warning MB5251")]
    [InlineData("mit other", null, "warning MB5251")]
    [InlineData("mit gemma4", null, "warning MB5251")]
    [InlineData("mit -", null, "warning MB5250")]
    [InlineData("gemma -", null, "warning MB5250")]
    [InlineData("- -", null, "warning MB5250, warning MB5250")]
    public void Give_the_licence_of_the_result_and_what_stands_against_it(string licenses, string? output, string problems)
    {
        foreach (var (index, license) in licenses.Split(' ').Index())
        {
            _folder.With($"parent{index}", license == "-" ? null : license);
        }

        // The warning comes from LicensesNeedReview's own row, and is one in the table, too.
        var ledger = _folder.Read(out var found);

        Assert.Equal(output, ledger.OutputId);
        Assert.Equal(problems, found);
    }

    [Theory]
    [InlineData("mit unknown", "MB5251")]
    [InlineData("mit -", "MB5250")]
    public void Are_errors_when_unknown_and_enforced(string licenses, string problems)
    {
        _folder.Settings = _folder.Settings with { Policy = LicensePolicy.Enforce };
        Give_the_licence_of_the_result_and_what_stands_against_it(licenses, null, problems);
    }

    // The outcome of an audit of the Hub: johnsutor/Llama-3-8B-Instruct_model_stock lists six parents of Llama 3 and
    // declares apache-2.0.
    [Fact]
    public void Six_llama_3_parents_do_not_make_a_model_under_apache()
    {
        for (var index = 0; index < 6; index++)
        {
            _folder.With($"llama-3-{index}", "llama3");
        }

        _folder.Settings = _folder.Settings with { DeclaredLicense = "apache-2.0" };
        Assert.Equal(string.Join(", ", Enumerable.Repeat("MB5254", 6)), _folder.Problems());
        Assert.Contains("'llama-3-0' has the licence llama3, which does not allow that; the result is llama3.", _folder.Messages[0], StringComparison.Ordinal);
        _folder.Settings = _folder.Settings with { DeclaredLicense = "llama3" };
        Assert.Equal("", _folder.Problems());
    }

    [Fact]
    public void Are_refused_for_commercial_use_where_a_parent_forbids_it()
    {
        _folder.With("a", "mit").With("b", "cc-by-nc-4.0");
        Assert.Equal("", _folder.Problems());
        _folder.Settings = _folder.Settings with { IsCommercial = true };
        Assert.Equal("MB5257", _folder.Problems());
    }

    [Fact]
    public void Ask_for_a_name_that_begins_with_llama()
    {
        _folder.With("a", "llama3.1").With("b", "mit");
        _folder.Settings = _folder.Settings with { ModelName = "assistant" };
        Assert.Equal("MB5258", _folder.Problems());
        Assert.StartsWith("assistant.mergeproj(1,5): error MB5258: ", _folder.Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_for_a_copy_that_only_the_publisher_can_give()
    {
        _folder.With("a", "gemma", hasText: false).With("b", "apache-2.0", hasText: false);
        Assert.Equal("warning MB5261", _folder.Problems());
    }

    [Fact]
    public void Are_warnings_or_nothing_if_the_project_says_so()
    {
        _folder.With("a", "llama3").With("b", "cc-by-nd-4.0");
        _folder.Settings = _folder.Settings with { Policy = LicensePolicy.Warn };
        Assert.Equal("warning MB5253, warning MB5256, warning MB5262", _folder.Problems());
        _folder.Settings = _folder.Settings with { Policy = LicensePolicy.Off };
        Assert.Equal("", _folder.Problems());
    }

    [Fact]
    public void Stated_by_the_project_stand_above_a_card_even_a_broken_one()
    {
        _folder.With("a", "mit").With("b", null);
        _folder.Write("b/README.md", "---\nlicense: [unclosed\n---\n");
        Assert.Equal("warning MB5252, warning MB5250", _folder.Problems());
        _folder.State("b", "gemma");
        Assert.Equal("gemma", _folder.Read(out var problems).OutputId);
        Assert.Equal("", problems);
    }

    [Fact]
    public void Of_a_merge_are_those_of_its_own_ledger()
    {
        _folder.With("a", "mit").With("stage", "other");
        _folder.Write("stage/merge.licenses.json", """{"schemaVersion": 1, "output": {"licenses": ["gemma", "llama3.1"]}}""");
        Assert.Equal(["gemma", "llama3.1"], _folder.Read(out _).OutputIds);
        _folder.Write("stage/merge.licenses.json", "{}");
        Assert.StartsWith("warning MB5263", _folder.Problems(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_of_the_table_has_its_own_id_and_a_source() => Assert.All(LicenseTable.All, row =>
    {
        Assert.Equal(row.Key, row.Value.Id);
        Assert.Equal(row.Key.ToLowerInvariant(), row.Key);
        Assert.StartsWith("https://", row.Value.Link, StringComparison.Ordinal);
        Assert.NotEmpty(row.Value.Source);
    });

    public void Dispose() => _folder.Dispose();
}
