using System.Text;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Checkpoints.Tests.PyTorch;

public sealed class HostilePickles
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("nt", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "exec")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch", "load")]
    [InlineData("torch.hub", "load")]
    [InlineData("torch._utils", "_rebuild_device_tensor_from_numpy")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("numpy.core.multiarray", "_reconstruct")]
    [InlineData("_codecs", "encode")]
    [InlineData("collections", "defaultdict")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    [InlineData("torch FloatStorage", "")]
    [InlineData("", "")]
    public void A_name_that_no_state_dict_needs_is_refused_before_anything_else_happens(string module, string name) =>
        RefusedPickle.Pickle("MB2115", PickleWriter.Begin().Call(module, name, arguments => arguments.Text("touch /tmp/pwned")).Stop(), $"{module}.{name}");

    [Fact]
    public void A_hostile_name_is_printed_harmlessly()
    {
        var pickle = PickleWriter.Begin().Global("os\u001b[31m", "::error::\u202E##[command]").Stop();
        RefusedPickle.Pickle("MB2115", pickle, "\\u{1B}", "\\u{202E}");
    }

    [Fact]
    public void A_call_inside_a_state_dict_is_refused_too() =>
        RefusedPickle.Items("MB2115", items => items.Text("w").Call("os", "system", arguments => arguments.Text("id")), 0, "os.system");

    public static TheoryData<byte> ForbiddenOperations => [.. Enumerable.Range(0, 256).Select(value => (byte)value).Except("(.GJKMNQRXabcehjqrstu}])\u0080\u0085\u0086\u0087\u0088\u0089\u008a".Select(character => (byte)character))];

    [Theory]
    [MemberData(nameof(ForbiddenOperations))]
    public void Every_other_operation_is_refused(byte operation) =>
        RefusedPickle.Pickle("MB2116", PickleWriter.Begin().Raw(operation).Raw(new byte[16]).Stop(), $"0x{operation:X2}");

    [Fact]
    public void A_name_in_parts_on_the_stack_is_refused() =>
        RefusedPickle.Pickle("MB2116", PickleWriter.Begin().Text("os").Text("system").Raw(0x93).Stop(), "0x93");

    [Fact]
    public void Nesting_costs_nothing_and_ends_as_no_state_dict()
    {
        var pickle = PickleWriter.Begin().Do(')');
        for (var depth = 0; depth < 1_000_000; depth++)
        {
            pickle.Raw(0x85);
        }

        RefusedPickle.Pickle("MB2118", pickle.Stop(), "something else than a dictionary");
    }

    [Fact]
    public void A_value_that_doubles_with_every_step_costs_nothing()
    {
        var pickle = PickleWriter.Begin().Do(')').Raw((byte)'q', 0);
        for (var step = 0; step < 20_000; step++)
        {
            pickle.Raw((byte)'h', 0, (byte)'h', 0, 0x86, (byte)'q', 0);
        }

        RefusedPickle.Pickle("MB2114", pickle.Stop(), "values");
    }

    [Fact]
    public void A_dictionary_that_holds_itself_is_refused_without_end_or_crash() => RefusedPickle.Pickle(
        "MB2118", PickleWriter.Begin().Do('}').Raw((byte)'q', 0).Text("self").Raw((byte)'h', 0).Do('s').Stop(), "'self' is not a tensor");

    [Fact]
    public void More_values_than_are_kept_are_refused() =>
        RefusedPickle.Pickle("MB2117", PickleWriter.Begin().Raw([.. Enumerable.Repeat((byte)'N', 200_000)]).Stop(), "100001 values");

    [Fact]
    public void More_marks_than_are_kept_are_refused() =>
        RefusedPickle.Pickle("MB2117", PickleWriter.Begin().Raw([.. Enumerable.Repeat((byte)'(', 200_000)]).Stop(), "101 marks");

    [Fact]
    public void A_place_in_the_memo_far_away_takes_no_room_for_those_before_it() =>
        RefusedPickle.Pickle("MB2118", PickleWriter.Begin().Do('N').Raw((byte)'r', 255, 255, 255, 255).Stop());

    [Fact]
    public void A_text_that_claims_two_gigabytes_is_refused_before_it_is_read() =>
        RefusedPickle.Pickle("MB2117", PickleWriter.Begin().Raw((byte)'X', 255, 255, 255, 127).Stop(), "2147483647 bytes");

    [Fact]
    public void A_number_of_many_bytes_is_refused() => RefusedPickle.Pickle("MB2117", PickleWriter.Begin().Raw(0x8A, 255).Raw(new byte[255]).Stop(), "255 bytes");

    [Fact]
    public void A_name_without_an_end_is_refused() =>
        RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Raw((byte)'c').Raw(Encoding.ASCII.GetBytes(new string('a', 100_000))).Stop(), "no end");

    [Fact]
    public void A_tuple_of_many_values_is_refused() =>
        RefusedPickle.Pickle("MB2117", PickleWriter.Begin().Tuple(items => items.Raw([.. Enumerable.Repeat((byte)'N', 1001)])).Stop(), "1001 values");

    [Fact]
    public void An_item_set_in_a_list_is_refused() => RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Do(']').Text("a").Do('N').Do('s').Stop());

    [Fact]
    public void An_item_set_in_a_tensor_is_refused() => RefusedPickle.Items(
        "MB2114", items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1]).Text("a").Do('N').Do('s'), 1);

    [Fact]
    public void A_value_appended_to_a_dictionary_is_refused() => RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Do('}').Do('N').Do('a').Stop());

    [Theory]
    [InlineData(')')]
    [InlineData('}')]
    [InlineData('N')]
    public void Attributes_of_anything_but_an_ordered_dictionary_are_refused(char target) =>
        RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Do(target).Do('}').Do('b').Stop(), "attributes");

    [Fact]
    public void A_name_set_twice_is_refused() => RefusedPickle.Items(
        "MB2114", items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1]).Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1]), 1, "'w' is set twice");

    [Fact]
    public void A_name_that_is_no_text_is_refused() => RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Do('}').Number(1).Do('N').Do('s').Stop());

    [Fact]
    public void Values_below_a_mark_are_out_of_reach() => RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Do('N').Do('N').Do('(').Raw(0x86).Stop());

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void Other_protocols_are_refused(byte protocol) => RefusedPickle.Pickle("MB2114", PickleWriter.Begin(protocol).Do('}').Stop(), "protocol");

    [Fact]
    public void Bytes_behind_the_end_are_refused() => RefusedPickle.Pickle("MB2114", [.. PickleWriter.Begin().Do('}').Stop(), .. "evil"u8], "4 bytes behind it");

    [Fact]
    public void Every_pickle_that_is_cut_short_is_refused()
    {
        var pickle = TorchCheckpoint.StateDict(items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1]));
        for (var length = 0; length < pickle.Length; length++)
        {
            RefusedPickle.Pickle("MB2114", pickle[..length]);
        }
    }

    [Fact]
    public void What_is_called_must_be_a_name() => RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Text("os.system").Do(')').Do('R').Stop());

    [Fact]
    public void A_name_that_is_no_function_makes_nothing() => RefusedPickle.Pickle("MB2114", PickleWriter.Begin().Call("torch", "float32", _ => { }).Stop());
}
