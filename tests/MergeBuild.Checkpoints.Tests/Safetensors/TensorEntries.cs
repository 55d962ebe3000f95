using static MergeBuild.Testing.RawSafetensors;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class TensorEntries
{
    [Theory]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[0,4],"stride":[1]}""", "stride")]
    [InlineData("""{"Dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "Dtype")]
    [InlineData("""{"":1}""", "''")]
    public void An_unknown_field_is_refused(string entry, string field) => Refused.Header("MB2007", Weight(entry), 4, "weight", field);

    [Theory]
    [InlineData("""["F32",[1],[0,4]]""")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"F32\"")]
    [InlineData("true")]
    public void An_entry_that_is_no_object_is_refused(string entry) => Refused.Header("MB2008", Weight(entry), 4, "weight");

    [Theory]
    [InlineData("{}", "dtype")]
    [InlineData("""{"shape":[1],"data_offsets":[0,4]}""", "dtype")]
    [InlineData("""{"dtype":"F32","data_offsets":[0,4]}""", "shape")]
    [InlineData("""{"dtype":"F32","shape":[1]}""", "data_offsets")]
    [InlineData("""{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "dtype")]
    [InlineData("""{"dtype":"F32","shape":[1],"sh\u0061pe":[1],"data_offsets":[0,4]}""", "shape")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]}""", "data_offsets")]
    public void A_field_that_is_missing_or_repeated_is_refused(string entry, string field) =>
        Refused.Header("MB2011", Weight(entry), 4, "weight", field);

    [Theory]
    [InlineData("f32", "did you mean 'F32'")]
    [InlineData("BFLOAT16", "allowed are")]
    [InlineData("", "allowed are")]
    [InlineData("F8_E4M3FN", "did you mean 'F8_E4M3'")]
    [InlineData("0", "allowed are")]
    [InlineData("17", "allowed are")]
    public void An_unknown_dtype_is_refused_with_a_suggestion(string dtype, string hint) =>
        Refused.Header("MB2012", "{" + Entry("weight", dtype, "[1]", "[0,4]") + "}", 4, "weight", $"'{dtype}'", hint);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("9223372036854775808")]
    [InlineData("18446744073709551614")]
    [InlineData("18446744073709551616")]
    [InlineData("99999999999999999999999999999999999999999")]
    public void A_dimension_or_offset_that_is_no_whole_number_is_refused(string number)
    {
        Refused.Header("MB2010", "{" + Entry("weight", "F32", $"[{number}]", "[0,4]") + "}", 4, "weight", number, "shape");
        Refused.Header("MB2010", "{" + Entry("weight", "F32", "[1]", $"[0,{number}]") + "}", 4, "weight", number, "data_offsets");
        Refused.Header("MB2010", "{" + Entry("weight", "F32", "[1]", $"[{number},4]") + "}", 4, "weight", number, "data_offsets");
    }

    [Theory]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData(".5")]
    public void What_is_no_json_number_is_refused(string number) =>
        Refused.Header("MB2005", "{" + Entry("weight", "F32", $"[{number}]", "[0,4]") + "}", 4);

    [Theory]
    [InlineData("""{"dtype":7,"shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":null,"shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":1,"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":null,"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":{"0":1},"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[null],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[]}""")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[0]}""")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}""")]
    public void A_field_of_the_wrong_kind_is_refused(string entry) => Refused.Header("MB2020", Weight(entry), 4, "weight");

    private static string Weight(string entry) => "{\"weight\":" + entry + "}";
}
