using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MergeBuild.Diagnostics;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Diagnostics;

/// <summary>docs/diagnostics.md is the table in the code. Set MERGEBUILD_UPDATE_DOCS=1 to write it anew.</summary>
public sealed partial class Page
{
    private static readonly string File = Repository.Path("docs/diagnostics.md");

    private static readonly (char Thousand, string Title)[] Families =
    [
        ('1', "Projects and recipes"),
        ('2', "Checkpoints and compatibility"),
        ('3', "Merging"),
        ('4', "Evaluation and gates"),
        ('5', "Packaging, versions, provenance"),
    ];

    [Fact]
    public void The_page_says_what_the_table_says()
    {
        if (Environment.GetEnvironmentVariable("MERGEBUILD_UPDATE_DOCS") == "1")
        {
            System.IO.File.WriteAllText(File, Text());
        }

        Assert.Equal(Text(), System.IO.File.ReadAllText(File).ReplaceLineEndings("\n"));
    }

    private static string Text()
    {
        var page = new StringBuilder("""
            # Diagnostics

            Every message has a code that never changes its meaning. Errors stop the build before anything is published;
            warnings can be made errors, or silenced, by code.

            """);
        foreach (var (thousand, title) in Families)
        {
            var rows = DiagnosticTable.All.Where(row => row.Code[2] == thousand).ToArray();
            if (rows.Length > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            }

            foreach (var row in rows)
            {
                page.Append(CultureInfo.InvariantCulture, $"""

                    ### {row.Code}

                    {row.Severity}: {Placeholder().Replace(row.MessageFormat, "…")}

                    * Cause: {row.Cause}
                    * Cure: {row.Cure}

                    """);
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}")]
    private static partial Regex Placeholder();
}
