using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Tests.Numerics;

public sealed class MatrixProducts
{
    private static readonly DType[] Types = [DType.F32, DType.BF16, DType.F16];

    [Fact]
    public void Every_width_of_vectors_gives_the_chain_of_fused_multiply_adds()
    {
        var cases = from rows in Gen.Choose(1, 40)
                    from outputs in Gen.Choose(1, 100)
                    from inputs in Gen.Choose(1, 600)
                    from dtype in Gen.Elements(Types)
                    select (rows, outputs, inputs, dtype);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(cases.ToArbitrary(), shape =>
        {
            var (rows, outputs, inputs, dtype) = shape;
            var example = new Example(rows, outputs, inputs, dtype);
            var expected = example.Chains();
            return expected.SequenceEqual(example.Product<ScalarLanes>(1)) && expected.SequenceEqual(example.Product<Lanes128>(2)) &&
                expected.SequenceEqual(example.Product<Lanes256>(1)) && expected.SequenceEqual(example.Product<Lanes512>(3));
        }));
    }

    [Fact]
    public void A_row_has_the_same_bits_alone_and_among_more_rows_than_go_through_at_once()
    {
        var example = new Example(MatrixProduct.MaximumRows + 7, 70, 300, DType.BF16);
        var all = example.Product<Lanes512>(2);
        foreach (var row in new[] { 0, 5, 6, MatrixProduct.MaximumRows - 1, MatrixProduct.MaximumRows, MatrixProduct.MaximumRows + 6 })
        {
            Assert.Equal(all[(row * 70)..((row + 1) * 70)], example.Row(row).Product<Lanes512>(1));
        }
    }

    [Theory]
    [InlineData(DType.BF16)]
    [InlineData(DType.F16)]
    [InlineData(DType.F32)]
    public void A_matrix_gives_its_rows_back_whichever_way_it_was_stored(DType dtype)
    {
        const int Outputs = 45, Inputs = 130;
        var example = new Example(1, Outputs, Inputs, dtype);
        using var byRow = new PackedMatrix(dtype, Outputs, Inputs);
        byRow.StoreRows(0, example.Stored);
        using var byInput = new PackedMatrix(dtype, Outputs, Inputs);
        var size = dtype.ByteSize();
        for (var input = 0; input < Inputs; input++)
        {
            byInput.StoreInput(input, Enumerable.Range(0, Outputs).SelectMany(output => example.Stored.AsSpan(((output * Inputs) + input) * size, size).ToArray()).ToArray());
        }

        var row = new float[Inputs];
        for (var output = 0; output < Outputs; output++)
        {
            byRow.CopyRow(output, row);
            Assert.Equal(example.Weights[(output * Inputs)..((output + 1) * Inputs)], row);
            byInput.CopyRow(output, row);
            Assert.Equal(example.Weights[(output * Inputs)..((output + 1) * Inputs)], row);
        }
    }

    private sealed class Example
    {
        private readonly int _rows;
        private readonly int _outputs;
        private readonly int _inputs;
        private readonly DType _dtype;
        private readonly float[] _activations;
        private readonly float[] _bias;

        public Example(int rows, int outputs, int inputs, DType dtype)
        {
            (_rows, _outputs, _inputs, _dtype) = (rows, outputs, inputs, dtype);
            var random = new Random(rows + (outputs * 41) + (inputs * 4001));
            float Number() => (float)((random.NextDouble() * 2) - 1);
            _activations = [.. Enumerable.Range(0, rows * inputs).Select(_ => Number())];
            _bias = [.. Enumerable.Range(0, outputs).Select(_ => Number())];
            Stored = new byte[outputs * inputs * dtype.ByteSize()];
            DTypeConversion.Narrow(dtype, [.. Enumerable.Range(0, outputs * inputs).Select(_ => Number())], Stored);
            Weights = new float[outputs * inputs];
            DTypeConversion.Widen(dtype, Stored, Weights);
        }

        private Example(Example whole, int row)
        {
            (_rows, _outputs, _inputs, _dtype, _bias, Stored, Weights) = (1, whole._outputs, whole._inputs, whole._dtype, whole._bias, whole.Stored, whole.Weights);
            _activations = whole._activations[(row * _inputs)..((row + 1) * _inputs)];
        }

        public byte[] Stored { get; }

        public float[] Weights { get; }

        public Example Row(int row) => new(this, row);

        public float[] Chains()
        {
            var result = new float[_rows * _outputs];
            for (var row = 0; row < _rows; row++)
            {
                for (var output = 0; output < _outputs; output++)
                {
                    var sum = 0f;
                    for (var input = 0; input < _inputs; input++)
                    {
                        sum = MathF.FusedMultiplyAdd(Weights[(output * _inputs) + input], _activations[(row * _inputs) + input], sum);
                    }

                    result[(row * _outputs) + output] = sum + _bias[output];
                }
            }

            return result;
        }

        public float[] Product<TLanes>(int threads)
            where TLanes : struct, ILanes<TLanes>
        {
            var workers = new Workers(threads);
            using var matrix = new PackedMatrix(_dtype, _outputs, _inputs);
            matrix.StoreRows(0, Stored);
            using var activations = workers.Rows(_rows, _inputs);
            using var result = workers.Rows(_rows, _outputs);
            for (var row = 0; row < _rows; row++)
            {
                _activations.AsSpan(row * _inputs, _inputs).CopyTo(activations[row]);
            }

            MatrixProduct.Run<TLanes>(activations, _rows, [new Projection(matrix, _bias, result)], workers);
            return [.. Enumerable.Range(0, _rows).SelectMany(row => result[row].ToArray())];
        }
    }
}
