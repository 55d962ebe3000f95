using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class AdapterKeys : IDisposable
{
    private readonly AdapterFolder _folder = new();

    public AdapterKeys()
    {
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, [2, 2], 1, 2, 3, 4));
        Write("{}", 1);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stay_the_same_while_nothing_changes() => Assert.Equal(Key(), Key());

    [Fact]
    public void Differ_with_and_without_an_adapter() => Assert.NotEqual(Key(), Key(adapter: null));

    [Fact]
    public void Change_with_a_byte_of_the_adapter()
    {
        var before = Key();
        Write("{}", 1.0000001f);

        Assert.NotEqual(before, Key());
    }

    [Theory]
    [InlineData("""{"lora_alpha": 5}""")]
    [InlineData("""{"use_rslora": true}""")]
    [InlineData("""{"fan_in_fan_out": true}""")]
    public void Change_with_the_settings_that_decide_the_update(string settings)
    {
        var before = Key();
        Write(settings, 1);

        Assert.NotEqual(before, Key());
    }

    private void Write(string settings, float first) => _folder.WriteAdapter("adapter", settings, AdapterFolder.Model
        .With("x.proj.lora_A.weight", DType.F32, [2, 2], first, 2, 3, 4).With("x.proj.lora_B.weight", DType.F32, [2, 2], 1, 2, 3, 4));

    private string Key(string? adapter = "adapter")
    {
        var plan = MergePlanner.Plan(_folder.Recipe("passthrough", null, ("base", adapter, "")));
        return KeyText.Of(plan, Assert.Single(plan.Tensors));
    }
}
