namespace MergeBuild.Merging.Architectures;

/// <summary>A name that a definition gives to a tensor, in one of the forms of the family.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Module">The module that it is part of.</param>
/// <param name="Form">Which form of the family's names it is; 0 is the one of the definition itself.</param>
/// <param name="IsBeforeLayers">Whether it stands in front of the first layer.</param>
internal sealed record DefinedName(TensorDefinition Tensor, ModuleDefinition Module, int Form, bool IsBeforeLayers);
