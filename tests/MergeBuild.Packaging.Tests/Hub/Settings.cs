using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Hub;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class Settings : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static HubSettings Of(params (string Name, string Value)[] variables) =>
        HubSettings.From(name => variables.FirstOrDefault(variable => variable.Name == name).Value, PhysicalFileSystem.Instance);

    [Fact]
    public void Are_those_of_the_Python_tools_unless_set()
    {
        var settings = Of(("HOME", "/home/ann"));

        Assert.Equal("https://huggingface.co/", settings.Endpoint.AbsoluteUri);
        Assert.Equal(Path.GetFullPath("/home/ann/.cache/huggingface/hub"), settings.CacheDirectory);
        Assert.False(settings.IsOffline);
        Assert.Null(settings.Token);
    }

    [Theory]
    [InlineData("XDG_CACHE_HOME", "/c", "/c/huggingface/hub")]
    [InlineData("HF_HOME", "/h", "/h/hub")]
    [InlineData("HF_HOME", "~/h", "/home/ann/h/hub")]
    [InlineData("HF_HUB_CACHE", "/x", "/x")]
    [InlineData("HUGGINGFACE_HUB_CACHE", "/old", "/old")]
    public void Name_the_cache(string variable, string value, string expected) =>
        Assert.Equal(Path.GetFullPath(expected), Of(("HOME", "/home/ann"), (variable, value)).CacheDirectory);

    [Theory]
    [InlineData("HF_HUB_OFFLINE", "1", true)]
    [InlineData("HF_HUB_OFFLINE", "yes", true)]
    [InlineData("HF_HUB_OFFLINE", "0", false)]
    [InlineData("TRANSFORMERS_OFFLINE", "TRUE", true)]
    public void Say_whether_the_build_is_offline(string variable, string value, bool expected) => Assert.Equal(expected, Of((variable, value)).IsOffline);

    [Fact]
    public void Find_the_token_in_the_variable_or_in_its_file()
    {
        var path = _folder.Write("token", "hf_file\n");

        Assert.Equal("hf_file", Of(("HF_HOME", _folder.Path)).Token);
        Assert.Equal("hf_file", Of(("HF_TOKEN_PATH", path), ("HF_HOME", "/nowhere")).Token);
        Assert.Equal("hf_variable", Of(("HF_HOME", _folder.Path), ("HF_TOKEN", " hf_variable ")).Token);
        Assert.Null(Of(("HF_HOME", _folder.Path), ("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")).Token);
    }

    [Theory]
    [InlineData("HF_ENDPOINT", "huggingface.co")]
    [InlineData("HF_ENDPOINT", "file:///hub")]
    [InlineData("HF_ENDPOINT", "https://user:password@hub")]
    [InlineData("HF_TOKEN", "hf_a\r\nX-Evil: 1")]
    [InlineData("HF_TOKEN", "hf_ä")]
    public void That_cannot_be_are_refused_without_showing_a_token(string variable, string value)
    {
        var error = Assert.Single(Assert.Throws<MergeBuildException>(() => Of((variable, value))).Diagnostics);

        Assert.Equal("MB5114", error.Code);
        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_", error.Message, StringComparison.Ordinal);
    }
}
