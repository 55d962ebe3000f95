using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Models.Encoders;
using MergeBuild.Evaluation.Tests.Models.Reference;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;
using static MergeBuild.Evaluation.Tests.Models.Reference.FamilyModel;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>Encoders with classification heads against their definitions in float64.</summary>
public sealed class Classifiers
{
    private const int Positions = 40;
    private const int HeadCount = 4;
    private const int LabelCount = 3;
    private const int PaddingId = 1;

    private static readonly string[] Bert =
    [
        "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm",
    ];

    private static readonly string[] Distil =
    [
        "attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin", "sa_layer_norm", "ffn.lin1", "ffn.lin2", "output_layer_norm",
    ];

    [Fact]
    public void Bert_with_pooler()
    {
        var model = With(EncoderConfig("bert", "BertForSequenceClassification"), Tensors("bert.", "encoder.layer.", Bert, "bert.pooler.dense", "classifier", types: true));
        Check(model, 1e-12, (weights, ids) => Head(weights, Layers(weights, "bert.", "encoder.layer.", Bert, ids, i => i, types: true, 1e-12), "bert.pooler.dense", Math.Tanh, "classifier"));
    }

    [Fact]
    public void Roberta_with_positions_after_the_padding_id()
    {
        var model = With(EncoderConfig("roberta", "RobertaForSequenceClassification", ("layer_norm_eps", 1e-5), ("pad_token_id", PaddingId)),
            Tensors("roberta.", "encoder.layer.", Bert, "classifier.dense", "classifier.out_proj", types: true));
        Check(model, 1e-5, (weights, ids) => Head(weights, Layers(weights, "roberta.", "encoder.layer.", Bert, ids, i => PaddingId + 1 + i, types: true, 1e-5), "classifier.dense", Math.Tanh, "classifier.out_proj"));
    }

    [Fact]
    public void DistilBert()
    {
        var config = new JsonObject
        {
            ["model_type"] = "distilbert",
            ["architectures"] = new JsonArray("DistilBertForSequenceClassification"),
            ["vocab_size"] = Vocabulary,
            ["dim"] = Hidden,
            ["hidden_dim"] = Intermediate,
            ["n_layers"] = FamilyModel.Layers,
            ["n_heads"] = HeadCount,
            ["max_position_embeddings"] = Positions,
            ["id2label"] = new JsonObject { ["0"] = "a", ["1"] = "b", ["2"] = "c" },
        };
        var model = With(config, Tensors("distilbert.", "transformer.layer.", Distil, "pre_classifier", "classifier", types: false));
        Check(model, 1e-12, (weights, ids) => Head(weights, Layers(weights, "distilbert.", "transformer.layer.", Distil, ids, i => i, types: false, 1e-12), "pre_classifier", x => Math.Max(x, 0), "classifier"));
    }

    [Fact]
    public void Positions_do_not_count_padding_which_has_its_own() => Assert.Equal([2, 1, 3, 4, 1], EncoderPositions.Of([5, 1, 7, 0, 1], PaddingId));

    [Theory]
    [InlineData("regression")]
    [InlineData("multi_label_classification")]
    public void Scores_of_another_kind_of_problem_are_not_taken_for_classes(string problem)
    {
        using var folder = new TemporaryFolder();
        var config = EncoderConfig("bert", "BertForSequenceClassification", ("problem_type", problem));
        var path = With(config, Tensors("bert.", "encoder.layer.", Bert, "bert.pooler.dense", "classifier", types: true)).WriteTo(folder["model"]);
        Refused.With("MB4053", () => PretrainedModel.LoadClassifier(ModelDirectory.Open(path)).Dispose(), "problem_type", problem);
    }

    private static JsonObject EncoderConfig(string modelType, string architecture, params (string, JsonNode?)[] more)
    {
        var config = Config(modelType, architecture, more);
        config["num_attention_heads"] = HeadCount;
        config["max_position_embeddings"] = Positions;
        config["type_vocab_size"] = 2;
        config["id2label"] = new JsonObject { ["2"] = "c", ["0"] = "a", ["1"] = "b" };
        return config;
    }

    private static IEnumerable<(string, long[])> Tensors(string root, string layers, string[] names, string dense, string output, bool types)
    {
        yield return (root + "embeddings.word_embeddings.weight", [Vocabulary, Hidden]);
        yield return (root + "embeddings.position_embeddings.weight", [Positions, Hidden]);
        if (types)
        {
            yield return (root + "embeddings.token_type_embeddings.weight", [2, Hidden]);
        }

        var modules = Enumerable.Range(0, FamilyModel.Layers).SelectMany(layer => names.Select((name, i) => ($"{root}{layers}{layer}.{name}", i switch
        {
            4 or 7 => [Hidden],
            5 => [Intermediate, Hidden],
            6 => [Hidden, Intermediate],
            _ => (long[])[Hidden, Hidden],
        }))).Concat([(root + "embeddings.LayerNorm", [Hidden]), (dense, [Hidden, Hidden]), (output, [LabelCount, Hidden])]);
        foreach (var (module, shape) in modules)
        {
            yield return (module + ".weight", shape);
            yield return (module + ".bias", [shape[0]]);
        }
    }

    private static double[][] Layers(Weights weights, string root, string layers, string[] names, int[] ids, Func<int, int> position, bool types, double epsilon)
    {
        double[][] x = [.. ids.Select((id, i) =>
        {
            var sum = Weights.Add(weights.Row(root + "embeddings.word_embeddings.weight", id, Hidden), weights.Row(root + "embeddings.position_embeddings.weight", position(i), Hidden));
            return weights.LayerNorm(root + "embeddings.LayerNorm", types ? Weights.Add(sum, weights.Row(root + "embeddings.token_type_embeddings.weight", 0, Hidden)) : sum, epsilon);
        })];
        for (var layer = 0; layer < FamilyModel.Layers; layer++)
        {
            string Name(int i) => $"{root}{layers}{layer}.{names[i]}";
            var seen = AttentionDefinition.Apply(
                [.. x.Select(row => weights.Linear(Name(0), row))],
                [.. x.Select(row => weights.Linear(Name(1), row))],
                [.. x.Select(row => weights.Linear(Name(2), row))],
                Hidden / HeadCount,
                1 / Math.Sqrt(Hidden / HeadCount),
                (_, _) => true);
            x = [.. x.Zip(seen, (row, addend) => weights.LayerNorm(Name(4), Weights.Add(row, weights.Linear(Name(3), addend)), epsilon))];
            x = [.. x.Select(row => weights.LayerNorm(Name(7), Weights.Add(row, weights.Linear(Name(6), [.. weights.Linear(Name(5), row).Select(number => Weights.Activate("gelu", number))])), epsilon))];
        }

        return x;
    }

    private static double[] Head(Weights weights, double[][] x, string dense, Func<double, double> activation, string output) =>
        weights.Linear(output, [.. weights.Linear(dense, x[0]).Select(activation)]);

    private static void Check(TinyModel model, double epsilon, Func<Weights, int[], double[]> definition)
    {
        using var folder = new TemporaryFolder();
        using var classifier = PretrainedModel.LoadClassifier(ModelDirectory.Open(model.WriteTo(folder["model"])), new InferenceOptions { Threads = 2 });
        Assert.Equal(["a", "b", "c"], classifier.Labels);
        int[][] sequences = [.. new[] { 1, 17, 38 }.Select(length => FamilyCheck.Ids(length, length).Select(id => id == PaddingId ? 9 : id).ToArray())];
        Assert.Equal(epsilon == 1e-5 ? Positions - 2 : Positions, classifier.ContextLength);
        var together = classifier.Classify([.. sequences.Select(ids => (ReadOnlyMemory<int>)ids)], CancellationToken.None);
        Assert.All(sequences.Zip(together), pair =>
        {
            Assert.All(definition(new Weights(model), pair.First).Zip(pair.Second), number => Assert.InRange(number.First - number.Second, -3e-5, 3e-5));
            Assert.Equal(pair.Second, classifier.Classify([pair.First], CancellationToken.None)[0]);
        });
    }
}
