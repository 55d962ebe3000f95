using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class UnequalVocabularies : IDisposable
{
    private const string Linear = "merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n";
    private readonly MergeFolder _folder = new();

    [Fact]
    public void Rows_that_not_all_have_are_left_out_with_a_warning()
    {
        _folder.With("a", TinyLlama.Of(1, vocabulary: 7)).With("b", TinyLlama.Of(1, vocabulary: 5));
        var plan = _folder.Plan(Linear);
        Assert.Equal(5, plan.VocabularySize);
        Assert.Equal([5, 4], plan.Tensors.Single(tensor => tensor.Result.Name == "lm_head.weight").Result.Shape);
        Assert.StartsWith("The vocabularies differ, from 5 to 7 rows", Assert.Single(plan.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_in_models_of_unknown_families_too()
    {
        _folder.With("a", TinyLlama.Of(1, vocabulary: 7).WithConfigValue("model_type", "none"))
            .With("b", TinyLlama.Of(1, vocabulary: 5).WithConfigValue("model_type", "none"));
        Assert.Equal("MB2073", Assert.Single(_folder.Plan(Linear).Warnings).Code);
    }

    [Fact]
    public void Tables_of_positions_are_no_vocabularies()
    {
        var model = TinyModel.Empty.WithConfigValue("model_type", "bert-like")
            .With("bert.embeddings.word_embeddings.weight", DType.F32, [5, 1], 1, 2, 3, 4, 5)
            .With("bert.embeddings.position_embeddings.weight", DType.F32, [3, 1], 1, 2, 3)
            .With("bert.embeddings.token_type_embeddings.weight", DType.F32, [2, 1], 1, 2);
        _folder.With("a", model).With("b", model);
        Assert.Null(_folder.Plan(Linear).VocabularySize);

        _folder.With("b", model.With("bert.embeddings.position_embeddings.weight", DType.F32, [2, 1], 1, 2));
        Assert.Contains("MB2072", Assert.Single(_folder.Errors(Linear)), StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_with_other_numbers_are_a_warning()
    {
        _folder.With("a", TinyLlama.Of(1)).With("b", TinyLlama.Of(1));
        _folder.Write("a/tokenizer.json", """{"model":{"vocab":{"x":0,"y":1}},"added_tokens":[{"id":2,"content":"<s>"}]}""");
        _folder.Write("b/tokenizer.json", """{"model":{"vocab":{"x":0,"y":2}},"added_tokens":[{"id":1,"content":"<s>"}]}""");
        Assert.Equal(["2 MB2079 The tokenizer of 'b' gives 2 tokens another number than that of 'a', '<s>' for one."], _folder.Warnings(Linear));
    }

    [Fact]
    public void Tokenizers_that_differ_elsewhere_are_none()
    {
        _folder.With("a", TinyLlama.Of(1)).With("b", TinyLlama.Of(1));
        _folder.Write("a/tokenizer.json", """{"model":{"vocab":{"x":0}}}""");
        _folder.Write("b/tokenizer.json", """{"model":{"vocab":{"x":0,"new":1}},"version":"2"}""");
        Assert.Empty(_folder.Warnings(Linear));
    }

    public void Dispose() => _folder.Dispose();
}
