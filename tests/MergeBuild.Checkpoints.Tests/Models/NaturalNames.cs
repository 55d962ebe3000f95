using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Checkpoints.Tests.Models;

public sealed class NaturalNames
{
    [Fact]
    public void Layers_are_ordered_as_people_count()
    {
        string[] ordered = ["", "layers", "layers.1.b", "layers.02.a", "layers.2.a", "layers.10.a", "layers.99999999999999999999", "lm_head"];
        Assert.Equal(ordered.Order(StringComparer.Ordinal).Order(NaturalOrder.Instance), ordered);
    }

    [Fact]
    public void It_is_a_total_order_in_which_only_the_same_names_are_equal()
    {
        var names = Gen.Elements('0', '1', '9', 'a', '.').ArrayOf().Select(characters => new string(characters));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Gen.Three(names).ToArbitrary(), three =>
        {
            var order = NaturalOrder.Instance;
            var (a, b, c) = (three.Item1, three.Item2, three.Item3);
            Assert.Equal(a == b, order.Compare(a, b) == 0);
            Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
            Assert.False(order.Compare(a, b) < 0 && order.Compare(b, c) < 0 && order.Compare(a, c) >= 0, $"'{a}' < '{b}' < '{c}'");
        }));
    }
}
