using MergeBuild.Diagnostics;
using MergeBuild.Testing;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>Small cases whose results were worked out on paper.</summary>
public sealed class HandComputed
{
    // The sum is exact, and its third lies halfway between two bfloat16 numbers: whoever rounds it must get it exactly.
    [Fact]
    public void Linear_divides_the_sum_and_not_the_weights() => Assert.Equal(
        [-0.02227783203125f],
        new MethodRun("linear", [1], [0], [[-0.01348876953125f], [-0.0189208984375f], [-0.034423828125f]]) { OfExperts = { ["weight"] = [1, 1, 1] } }.Merge());

    [Fact]
    public void Wise_ft_goes_part_of_the_way() => Check([1.25f, -2], new MethodRun("wise_ft", [2], [1, -4], [[2, 4]])
    {
        Parameters = { ["alpha"] = 0.25 },
    });

    [Fact]
    public void An_analogy_adds_C_and_B_and_takes_A_away() =>
        Check([10 + 4 + 2 - 1, 20], new MethodRun("task_analogy", [2], [10, 20], [[11, 25], [12, 22], [14, 23]]));

    // δ = (1, 0.1), (1, −1), (0.5, 0.1): sums 2.5 and −0.8. At λₜ = 1 the second element is wanted by the second expert alone.
    [Fact]
    public void Consensus_drops_what_a_single_task_wants() => Check([2.5f, 0], new MethodRun("consensus_ta", [2], [0, 0], [[1, 0.1f], [1, -1], [0.5f, 0.1f]])
    {
        Parameters = { ["k"] = 1 + 1 },
        OfExperts = { ["mask_lambda"] = [0.6, 0.6, 0.2] },
    });

    [Fact]
    public void Consensus_of_one_task_keeps_it() => Check([2.5f, -0.8f], new MethodRun("consensus_ta", [2], [0, 0], [[1, 0.1f], [1, -1], [0.5f, 0.1f]])
    {
        Parameters = { ["k"] = 1 },
    });

    [Fact]
    public void Emr_takes_the_largest_of_the_elected_sign() =>
        Check([3, -5, 0, 1], new MethodRun("emr", [4], [0, 0, 0, 1], [[3, 4, 1, 1], [1, -5, -1, 1], [-2, -2, 0, 1]]));

    // Groups of four keep one each: expert one takes 5 and 4; expert two must leave these and takes 2 and 3.
    [Fact]
    public void Cabs_gives_no_element_to_two_experts() => Check([5, 2, 0, 0, 0, 3, 4, 0], new MethodRun("cabs", [8], new float[8],
        [[5, 1, 0, 0, 0, 1, 4, 2], [6, 2, 1, 1, 1, 3, 9, 1]])
    {
        Parameters = { ["n"] = 1, ["m"] = 4 },
    });

    [Fact]
    public void Cabs_leaves_zeros_to_later_experts() => Check([0, 7], new MethodRun("cabs", [2], [0, 0], [[0, 0], [1, 7]])
    {
        Parameters = { ["n"] = 1, ["m"] = 2 },
    });

    // The sum is diag(3, 1): singular values 3 and 1, mean 2.
    [Fact]
    public void Iso_c_makes_all_directions_equally_strong() =>
        Check([2, 0, 0, 2], new MethodRun("iso_c", [2, 2], new float[4], [[3, 0, 0, 0], [0, 0, 0, 1]]));

    [Fact]
    public void Iso_c_invents_no_direction() =>
        Check([2, 0, 0, 0], new MethodRun("iso_c", [2, 2], new float[4], [[3, 0, 0, 0], [1, 0, 0, 0]]));

    // One vector of each expert is kept, they are at right angles already, and so each task vector stays.
    [Fact]
    public void Tsv_keeps_tasks_that_do_not_interfere() =>
        Check([3, 0, 0, 1], new MethodRun("tsv", [2, 2], new float[4], [[3, 0, 0, 0], [0, 0, 0, 1]]));

    [Fact]
    public void Tsv_of_a_vector_is_the_mean() => Check([2, 1], new MethodRun("tsv", [2], [0, 0], [[3, 0], [1, 2]]));

    // Frequency zero is the mean, and the only one below the cutoff.
    [Fact]
    public void Free_takes_the_mean_out_of_a_matrix() => Check([-1.5f, -0.5f, 0.5f, 1.5f], new MethodRun("free", [2, 2], new float[4], [[1, 2, 3, 4]]));

    [Fact]
    public void Free_weights_task_vectors_by_their_magnitude() =>
        Check([9 / 4f + (1 / 4f)], new MethodRun("free", [1], [0], [[3], [1]]));

    // Where one expert alone reaches its threshold, its task vector counts whole.
    [Fact]
    public void Pcb_lets_the_stronger_element_win() => Check([4, 2], new MethodRun("pcb", [2], [0, 0], [[4, 0], [0, 2]])
    {
        OfExperts = { ["density"] = [0.5, 0.5] },
    });

    // (1, −1) and (−0.5, 0.5)·2 … averages of opposite experts shrink; the spread comes back, the mean stays.
    [Fact]
    public void Preserved_variance_is_the_mean_of_the_spreads() => Check([3, 1, 3, 1], new MethodRun("linear", [4], new float[4], [[3, 1, 3, 1], [2.5f, 1.5f, 2.5f, 1.5f]])
    {
        Parameters = { ["preserve_variance"] = 1 },
        OfExperts = { ["weight"] = [1, 0] },
    });

    [Fact]
    public void Preserved_variance_stretches_about_the_mean() => Check(
        [2 + 1.4142135f, 2, 2, 2 - 1.4142135f],
        new MethodRun("linear", [4], new float[4], [[3, 3, 1, 1], [3, 1, 3, 1]])
        {
            Parameters = { ["preserve_variance"] = 1 },
            OfExperts = { ["weight"] = [1, 1] },
        });

    [Fact]
    public void An_analogy_of_two_is_refused() => Refused("MB1055", new MethodRun("task_analogy", [1], [0], [[1], [2]]));

    [Fact]
    public void Cabs_cannot_keep_more_than_there_are() => Refused("MB1057", new MethodRun("cabs", [1], [0], [[1]])
    {
        Parameters = { ["n"] = 5, ["m"] = 4 },
    });

    private static void Refused(string code, MethodRun run)
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.Throws<MergeBuildException>(() => run.Plan(folder));
        Assert.Equal(code, Assert.Single(exception.Diagnostics).Code);
    }

    private static void Check(float[] expected, MethodRun run)
    {
        var actual = run.Merge();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-6f);
        }
    }
}
