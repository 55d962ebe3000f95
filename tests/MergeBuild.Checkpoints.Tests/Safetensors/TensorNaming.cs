using static MergeBuild.Testing.RawSafetensors;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class TensorNaming
{
    [Theory]
    [InlineData("weight", "weight")]
    [InlineData("weight", "w\\u0065ight")]
    [InlineData("é", "\\u00e9")]
    [InlineData("a/b", "a\\/b")]
    public void The_same_name_twice_is_refused_however_it_is_spelled(string first, string second) =>
        Refused.Header("MB2006", "{" + Named(first) + "," + Named(second) + "}", 0, first);

    [Fact]
    public void The_same_metadata_twice_is_refused() =>
        Refused.Header("MB2006", """{"__metadata__":{},"__metad\u0061ta__":{}}""", 0, "__metadata__");

    [Theory]
    [InlineData("")]
    [InlineData("\\u0000")]
    [InlineData("a\\u0000b")]
    [InlineData("a\\nb")]
    [InlineData("\\u001b[31m")]
    [InlineData("\\u007f")]
    [InlineData("\\u0085")]
    public void Empty_names_and_control_characters_are_refused(string name) => Refused.Header("MB2018", "{" + Named(name) + "}");

    [Theory]
    [InlineData("a\uFFFE")]
    [InlineData("a\uFFFF")]
    [InlineData("a\\ufffe")]
    public void Noncharacters_are_refused(string name) => Refused.Header("MB2018", "{" + Named(name) + "}");

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a/..")]
    [InlineData("..")]
    [InlineData("..\\\\x")]
    [InlineData("a\\\\..\\\\b")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\\\\\server\\\\share")]
    [InlineData("C:\\\\x")]
    [InlineData("c:/x")]
    public void Names_that_lead_out_of_a_folder_are_refused(string name) => Refused.Header("MB2018", "{" + Named(name) + "}");

    [Fact]
    public void Names_that_differ_only_in_their_unicode_form_are_refused() =>
        Refused.Header("MB2019", "{" + Named("caf\u00E9") + "," + Named("cafe\u0301") + "}", 0, "cafe\u0301");

    [Fact]
    public void A_name_that_is_a_command_to_a_runner_is_not_printed_as_one() =>
        Refused.Header("MB2006", "{" + Named("::error::x") + "," + Named("::error::x") + "}", 0, ":\u200B:error:\u200B:x");

    private static string Named(string name) => Entry(name, "U8", "[0]", "[0,0]");
}
