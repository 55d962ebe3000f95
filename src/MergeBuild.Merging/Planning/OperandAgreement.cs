using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>Whether the operands of a tensor fit each other, and the shape and type that they give the result.</summary>
internal sealed class OperandAgreement(Recipe recipe, ImmutableArray<ModelTensors> models, int donor, DiagnosticBag diagnostics)
{
    private long _smallestVocabulary = long.MaxValue;

    /// <summary>The number of rows that all vocabularies have, where they differ.</summary>
    public long? TruncatedVocabulary => _smallestVocabulary < LargestVocabulary ? _smallestVocabulary : null;

    /// <summary>The most rows that a vocabulary has.</summary>
    public long LargestVocabulary { get; private set; }

    /// <summary>The result's shape, or null after an error.</summary>
    /// <param name="slot">The tensor of the result.</param>
    /// <param name="present">Its operands.</param>
    /// <param name="vocabulary">Lays vocabularies out by token, where a recipe asks for it.</param>
    public ImmutableArray<long>? Shape(OutputSlot slot, SourceTensor[] present, VocabularyRows? vocabulary)
    {
        var shape = present[0].Tensor.Entry.Shape;
        foreach (var source in present)
        {
            var other = source.Tensor.Entry.Shape;
            var differs = !other.SequenceEqual(shape);
            if (differs && !(slot.Place.IsVocabulary && other.Length == shape.Length && other.Skip(1).SequenceEqual(shape.Skip(1))))
            {
                diagnostics.Report(DiagnosticTable.ShapeMismatch.At(models[source.Model].Model.Location, slot.Name,
                    ShapeText.Of(shape), present[0].ModelName, ShapeText.Of(other), source.ModelName));
                return null;
            }

            shape = differs && other[0] < shape[0] ? other : shape;
        }

        if (vocabulary is not null && vocabulary.Covers(slot.Place, present))
        {
            return vocabulary.Shape(shape);
        }

        // Only tensors that are cut short say anything: what looks like a vocabulary may be a table of positions.
        if (shape.Length > 0 && present.Max(source => source.Tensor.Entry.Shape[0]) is var rows && rows > shape[0])
        {
            _smallestVocabulary = Math.Min(_smallestVocabulary, shape[0]);
            LargestVocabulary = Math.Max(LargestVocabulary, rows);
        }

        return shape;
    }

    /// <summary>The type that the result is stored in, or null after an error.</summary>
    public DType? Type(OutputSlot slot, SourceTensor[] present)
    {
        var giver = present.FirstOrDefault(source => source.Model == donor) ?? present[0];
        var stored = giver.Tensor.Entry.DType;
        foreach (var source in present)
        {
            var other = source.Tensor.Entry.DType;
            if (other != stored && !(other.IsMergeable() && stored.IsMergeable()))
            {
                diagnostics.Report(DiagnosticTable.DTypeNotMergeable.At(models[source.Model].Model.Location, slot.Name,
                    stored, giver.ModelName, other, source.ModelName));
                return null;
            }
        }

        return stored.IsMergeable() ? recipe.OutputDType ?? stored : stored;
    }
}
