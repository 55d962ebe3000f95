namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor UnknownMethod = Error(1050,
        "'{0}' is not a merge method{1}", "The method's name is misspelt, or this version does not have it.", "Use one of the methods in docs/methods.");

    public static readonly DiagnosticDescriptor UnknownParameter = Error(1051,
        "The method {0} has no parameter '{1}'{2}", "A parameter's name is misspelt, or belongs to another method; nothing would have happened.",
        "Correct the name, or remove the parameter.");

    public static readonly DiagnosticDescriptor ParameterOutOfRange = Error(1052,
        "'{0}' is not a value of the parameter '{1}'; allowed are {2}.", "The value is of the wrong kind or out of range.", "Use a value in the range.");

    public static readonly DiagnosticDescriptor ParameterMissing = Error(1053,
        "The method {0} needs the parameter '{1}' for {2}, at least for the tensor '{3}'.",
        "A parameter that has no default was given nowhere, or only under filters that do not match every tensor.",
        "Set it on the expert or for the whole merge; end a list of filters with an entry without a filter.");

    public static readonly DiagnosticDescriptor BaseModelMissing = Error(1054,
        "The method {0} needs a base model.", "The method computes relative to the model that the experts were fine-tuned from.",
        "Add a BaseModel item, or base_model in a recipe.");

    public static readonly DiagnosticDescriptor ExpertCount = Error(1055,
        "The method {0} takes {1}, but {2} given.", "The number of models does not fit the method.", "Add or remove experts, or choose another method.");

    public static readonly DiagnosticDescriptor ParameterWithoutEffect = Warning(1056,
        "The parameter '{1}' has no effect with the method {0}.", "Other methods of the same family use it; this one does not.", "Remove it.");

    public static readonly DiagnosticDescriptor ParametersRefused = Error(1057,
        "The method {0} cannot merge the tensor '{1}': {2}.", "The parameters contradict one another.", "Change the values.");

    public static readonly DiagnosticDescriptor GradientOfNames = Error(1058,
        "The parameter '{0}' takes {1}, so it cannot have a gradient over the layers.", "Only numbers can be interpolated.", "Give one value, or values under filters.");

    public static readonly DiagnosticDescriptor PerExpertParameter = Error(1059,
        "The parameter '{0}' holds for the whole merge and cannot be set for one expert.", "All experts go into one formula that has the parameter once.",
        "Move it to the whole merge: a MergeParameter item without Expert, or the recipe's parameters.");

    public static readonly DiagnosticDescriptor SliceWithoutBase = Error(1060,
        "The method {0} needs the base model '{1}' among the sources of each slice, to know its layers.", "A slice names layers of the experts but none of the base.",
        "Add the base model with its layer_range to the slice's sources.");

    public static readonly DiagnosticDescriptor LayerRangeOutside = Error(1061,
        "The layers {0} to {1} are taken from '{2}', which has {3}.", "A layer range ends beyond the model's last layer; ranges are half open.",
        "Correct the range; the last layer of a model of 32 is reached by an end of 32.");

    public static readonly DiagnosticDescriptor SlicesNeedOneStack = Error(1062,
        "'{0}' has {1} stacks of layers; slices need a model with one.", "Models with several towers, such as encoder and decoder, have several stacks.",
        "Merge whole models, or say what happens to each part under 'modules'.");

    public static readonly DiagnosticDescriptor UnknownMetadata = Error(1063,
        "The item type {0} has no metadata '{1}'{2}", "The metadata's name is misspelt; nothing would have happened.", "Correct the name, or remove it.");

    public static readonly DiagnosticDescriptor NoExperts = Error(1064,
        "The project merges nothing: it has no Expert item.", "The project lists no model to merge.", "Add Expert items, or a MergeRecipe item with a recipe.");

    public static readonly DiagnosticDescriptor SeveralBaseModels = Error(1065,
        "The project has {0} BaseModel items; one is allowed.", "Experts are fine-tuned from one base.", "Keep one, and make the others Expert items.");

    public static readonly DiagnosticDescriptor MethodMissing = Error(1066,
        "The property MergeMethod is not set; allowed are {0}.", "There is no default method, since each gives another model.", "Set MergeMethod in a PropertyGroup.");

    public static readonly DiagnosticDescriptor OutputDTypeUnknown = Error(1067,
        "'{0}' is not a type for MergeOutputDType{1}", "The type's name is misspelt, or weights cannot be stored in it.", "Use one of the allowed names, or leave the property out.");

    public static readonly DiagnosticDescriptor SeedInvalid = Error(1068,
        "'{0}' is not a seed; whole numbers from 0 to 18446744073709551615 are allowed.", "The property MergeSeed is not a number.", "Use a whole number.");

    public static readonly DiagnosticDescriptor ParameterWithoutValue = Error(1069,
        "The MergeParameter '{0}' has no Value.", "A parameter item gives its value in the metadata Value.", "Add Value.");

    public static readonly DiagnosticDescriptor ParameterOfUnknownExpert = Error(1070,
        "The MergeParameter '{0}' is for the expert '{1}', which the project does not have{2}", "Expert must be the name of an Expert item: its Name, else its folder's name.", "Correct the name.");

    public static readonly DiagnosticDescriptor ParameterNeverUsed = Error(1071,
        "This value of '{0}' is never used: one before it, without a filter, holds for every tensor.", "Values are tried in order, and the first whose filter matches counts.",
        "Put values with filters first, and one without a filter last.");

    public static readonly DiagnosticDescriptor GradientInvalid = Error(1072,
        "'{0}' is not a gradient; write one or more numbers, with commas between them, in square brackets.", "A list of values over the layers is not closed, or is empty.", "Write it as in docs/project.md.");

    public static readonly DiagnosticDescriptor DuplicateName = Error(1073,
        "Two models are named '{0}'.", "Names tell the parents apart in parameters, messages and the manifest.", "Give each its own Name.");

    public static readonly DiagnosticDescriptor ArchitectureMismatch = Error(2070,
        "'{0}' is a {1} model and '{2}' a {3} model.", "Models of different architectures do not share their tensors' meaning.", "Merge models fine-tuned from one base.");

    public static readonly DiagnosticDescriptor TensorMissing = Error(2071,
        "'{0}' has no tensor '{1}', which '{2}' has.", "The models do not have the same tensors, so one of them is incomplete or of another kind.",
        "Use complete checkpoints of one architecture.");

    public static readonly DiagnosticDescriptor ShapeMismatch = Error(2072,
        "The tensor '{0}' is {1} in '{2}', but {3} in '{4}'.", "The models are not of one size.", "Merge models fine-tuned from one base.");

    public static readonly DiagnosticDescriptor VocabularyTruncated = Warning(2073,
        "The vocabularies differ, from {0} to {1} rows; rows from {0} on are left out of the result. Rows are matched by index, not by token.",
        "The parents have vocabularies of different size and no rule for tokens is given.", "Merge parents with one tokenizer, or make sure that the extra rows are padding.");

    public static readonly DiagnosticDescriptor LayerCountMismatch = Error(2074,
        "The configuration of '{0}' says {1} = {2}, but the checkpoint has {3} layers.", "Configuration and weights are from different models.", "Get both again from one place.");

    public static readonly DiagnosticDescriptor DTypeNotMergeable = Error(2075,
        "The tensor '{0}' is {1} in '{2}' and {3} in '{4}'; these cannot be merged.", "A quantized or integer tensor meets one of another type.",
        "Use parents that store the tensor in the same way; for quantized models, the original weights.");

    public static readonly DiagnosticDescriptor TensorsUnknown = Warning(2076,
        "{0} tensors are not part of the {1} architecture, '{2}' first; they are merged all the same.",
        "The checkpoint has more than its architecture's definition.", "Check that the loader that you use knows these tensors.");

    public static readonly DiagnosticDescriptor RequiredTensorMissing = Error(2077,
        "No parent has the tensor '{0}', which a {1} model needs.", "The checkpoints are incomplete.", "Get the complete checkpoints.");

    public static readonly DiagnosticDescriptor LayerCountKeyUnknown = Error(2078,
        "The layer count cannot be written: no key of the configuration of '{0}' has the value {1}.",
        "The architecture is unknown, so the key is found by its value, and none fits.", "Merge whole models, or ask for a definition of the architecture.");

    public static readonly DiagnosticDescriptor TokenizersDiffer = Warning(2079,
        "The tokenizer of '{0}' gives {1} tokens another number than that of '{2}', '{3}' for one.",
        "Rows of the embedding stand for different tokens in different parents.", "Merge parents with one tokenizer.");

    public static readonly DiagnosticDescriptor OutputIsParent = Error(3001,
        "The output '{0}' is the folder of the parent '{1}', which it would overwrite.", "A model cannot be merged into one of its parents.", "Choose another output folder.");

    public static readonly DiagnosticDescriptor ParentNotFinite = Error(3002,
        "The tensor '{0}' of '{1}' has the value {2} at element {3}.", "A parent holds a NaN or an infinity, mostly from a training that diverged.",
        "Use another checkpoint of this parent.");

    public static readonly DiagnosticDescriptor ResultNotFinite = Error(3003,
        "The result for tensor '{0}' is {1} at element {2}, which {3} cannot hold.", "The merged number is too large for the type of the output.",
        "Choose a wider output type, or smaller weights.");

    public static readonly DiagnosticDescriptor MatrixTooLarge = Error(3010,
        "The method {0} needs the whole tensor '{1}' in memory, but {2} is more than {3} elements.",
        "The method's result depends on all elements of a matrix at once, so it cannot be streamed, and a matrix of this size would take too much memory.",
        "Set as_matrix to false for this tensor, with a filter, so that it is merged without the decomposition; or choose a method that streams.");
}
