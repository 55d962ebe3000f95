using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Packaging.Tests.ReadBudgets;

public sealed class EditedBudgets : IDisposable
{
    private readonly BudgetFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Give_the_files_of_a_clean_build_after_every_edit(int seed)
    {
        var random = new Random(seed);
        var (budget, weight, edits) = ((long?)_folder.AllBytes / 2, 0.25, new List<string>());
        for (var step = 0; step < 8; step++)
        {
            var yaml = BudgetFolder.TaskArithmetic.Replace("0.25", weight.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            _folder.Analyze(yaml);
            foreach (var store in new[] { null, _folder["store"] })
            {
                var result = _folder.Build(budget, yaml, change: options => options with { LedgerFile = _folder["obj/merge.ledger"], StoreDirectory = store });
                Assert.InRange(result.Work.BytesRead, 0, budget ?? long.MaxValue);
            }

            var clean = "clean" + step.ToString(CultureInfo.InvariantCulture);
            _folder.Build(budget, yaml, clean);
            Assert.Equal(_folder.Files(clean).Keys.Order(StringComparer.Ordinal), _folder.Files().Keys.Order(StringComparer.Ordinal));
            Assert.All(_folder.Files(clean), file => Assert.True(
                file.Value.AsSpan().SequenceEqual(_folder.Files()[file.Key]), $"'{file.Key}' is not the same after: {string.Join("; ", edits)}"));
            switch (random.Next(4))
            {
                case 0:
                    budget = random.Next(5) == 0 ? null : random.NextInt64(_folder.BytesOf("base"), _folder.AllBytes + 1);
                    edits.Add($"budget {budget}");
                    break;
                case 1:
                    edits.Add($"weight {weight = Math.Round(random.NextDouble(), 2)}");
                    break;
                case 2:
                    edits.Add(EditBytes(new[] { "base", "a", "b", "c" }[random.Next(4)], random));
                    break;
                default:
                    _folder.WriteExpert("b", random.Next(3, 9));
                    edits.Add("expert b replaced");
                    break;
            }
        }
    }

    [Fact]
    public void Merge_again_only_the_blocks_of_which_others_are_left_out()
    {
        ModelBuildOptions WithLedger(ModelBuildOptions options) => options with { LedgerFile = _folder["obj/merge.ledger"] };
        _folder.Analyze();
        _folder.Build(_folder.AllBytes, change: WithLedger);
        Thread.Sleep(60);
        var second = _folder.Build(_folder.AllBytes - 1, change: WithLedger);

        Assert.Equal(1, second.Work.BlocksMerged);
        var reasons = LedgerFormat.Read(_folder["obj/merge.ledger"], null, PhysicalFileSystem.Instance).Tensors.Values.SelectMany(tensor => tensor.Reasons);
        Assert.Equal("the read budget leaves out others than before", Assert.Single(reasons, reason => !reason.IsReused).Reason);
    }

    public void Dispose() => _folder.Dispose();

    private string EditBytes(string model, Random random)
    {
        var tensors = ModelDirectory.Open(_folder[model]).Tensors;
        var tensor = tensors[tensors.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(tensors.Count))];
        using var file = File.OpenHandle(tensor.Shard.Path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes((float)random.NextDouble()), tensor.Entry.Offset + (4 * random.NextInt64(tensor.Entry.ElementCount)));
        return $"bytes of {tensor.Entry.Name} of {model}";
    }
}
