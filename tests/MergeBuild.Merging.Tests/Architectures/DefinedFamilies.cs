using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Architectures;

public sealed class DefinedFamilies : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int> Forms =>
        [.. ArchitectureCatalog.All.SelectMany(definition => Enumerable.Range(0, definition.Forms.Length + 1).Select(form => (definition.ModelTypes[0], form)))];

    public static TheoryData<string> Families => [.. ArchitectureCatalog.All.Select(definition => definition.ModelTypes[0])];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("llama", "mistral", "mixtral", "qwen2", "qwen3", "qwen3_moe", "gemma", "gemma2", "gemma3_text", "gemma3", "phi3", "gpt2", "gpt_neox", "falcon", "olmo2")]
    [InlineData("cohere", "stablelm", "starcoder2", "glm4", "granite", "mamba", "t5", "bert", "roberta", "distilbert", "whisper", "clip", "vit")]
    public void Are_those_that_people_merge(params string[] types) =>
        Assert.All(types, type => Assert.Single(ArchitectureCatalog.All, definition => definition.ModelTypes.Contains(type)));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Account_for_every_tensor_without_a_warning(string family, int form)
    {
        var definition = Definition(family);
        var plan = ParentPlan.Of(FamilyInventory.Of(definition, form).WriteTo(_folder["parent"]));

        var dropped = FamilyInventory.Names(definition).Where(tensor => tensor.Tensor.Dropped is not null).Select(tensor => FamilyInventory.Write(tensor.Name, definition, form));
        Assert.Empty(plan.Warnings);
        Assert.Equal(dropped.Order(StringComparer.Ordinal), plan.Dropped.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            FamilyInventory.Names(definition).Select(tensor => FamilyInventory.Write(tensor.Name, definition, form)).Order(StringComparer.Ordinal),
            plan.Tensors.Select(tensor => tensor.Result.Name).Concat(plan.Dropped.Select(tensor => tensor.Name)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Miss_each_tensor_that_they_require(string family)
    {
        var definition = Definition(family);
        var model = FamilyInventory.Of(definition);
        var required = FamilyInventory.Names(definition).Where(tensor => !tensor.Tensor.IsOptionalIn(FamilyInventory.ClassOf(definition))).ToArray();

        Assert.NotEmpty(required);
        foreach (var (name, tensor) in required.DistinctBy(tensor => tensor.Tensor))
        {
            // The only tensor of its group says that the layer is of another kind.
            if (tensor.Group is not null && definition.Modules.Any(module => module.Tensors.Contains(tensor) && module.Tensors.Count(other => other.Group == tensor.Group) == 1))
            {
                continue;
            }

            var exception = Assert.Throws<MergeBuildException>(() => ParentPlan.Of(model.Without(name).WriteTo(_folder["parent"])));
            Assert.Contains(exception.Diagnostics, diagnostic => diagnostic.Code == "MB2077" && diagnostic.Message.Contains(name, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Warn_of_a_tensor_that_they_do_not_have(string family)
    {
        var plan = ParentPlan.Of(FamilyInventory.Of(Definition(family)).With("model.extra.weight", DType.F32, [1], 1).WriteTo(_folder["parent"]));

        Assert.Equal("MB2076", Assert.Single(plan.Warnings).Code);
        Assert.Contains(plan.Tensors, tensor => tensor.Result.Name == "model.extra.weight");
    }

    [Fact]
    public void Have_one_definition_for_a_model_type_and_name_each_tensor_once()
    {
        Assert.Distinct(ArchitectureCatalog.All.SelectMany(definition => definition.ModelTypes));
        Assert.All(ArchitectureCatalog.All, definition =>
        {
            Assert.Distinct(definition.Tensors.Select(tensor => tensor.Name));
            Assert.Distinct(definition.Modules.Select(module => module.Name));
            Assert.All(definition.Tensors, tensor => Assert.Equal(tensor.Parts is not null, tensor.Name.Contains(TensorPlace.PartMark, StringComparison.Ordinal)));
            Assert.All(definition.Tensors.SelectMany(tensor => new[] { tensor.TiedTo, tensor.SameAs }).OfType<string>(),
                other => Assert.Contains(definition.Tensors, tensor => tensor.Name == other));
        });
    }

    private static ArchitectureDefinition Definition(string family) =>
        ArchitectureCatalog.All.Single(definition => definition.ModelTypes[0] == family);
}
