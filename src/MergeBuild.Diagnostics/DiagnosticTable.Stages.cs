namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string SeeModules = "Name each part of the models once under 'modules'; docs/recipes.md lists the parts of each family.";
    private const string SeeSlices = "Correct the item; docs/recipes.md describes MergeSlice.";
    private const string SeeStages = "Correct the documents' names; docs/recipes.md describes stages.";

    public static readonly DiagnosticDescriptor StageNameTwice = Error(1030,
        "Two stages are named '{0}'; the first is in line {1}.", "A name tells later stages which result they take.", SeeStages);

    public static readonly DiagnosticDescriptor StageNameMissing = Error(1031,
        "This stage has no name, and neither has the one in line {0}.",
        "One document without a name gives the result; every other result goes to the stage that names it.", SeeStages);

    public static readonly DiagnosticDescriptor StageNameInvalid = Error(1032,
        "'{0}' cannot name a stage: use letters, digits, '.', '_' and '-', and begin with a letter or a digit.",
        "A stage's result is written to a folder of its name.", SeeStages);

    public static readonly DiagnosticDescriptor StageCycle = Error(1033,
        "The stages refer to one another in a circle: {0}.", "A stage would need its own result.", "Remove one of the references.");

    public static readonly DiagnosticDescriptor StageResultUnclear = Error(1034,
        "Every document has a name, and {0} stages are not used by another: {1}.",
        "The result is the document without a name, else the one stage that no other takes.", "Leave the name of one document out.");

    public static readonly DiagnosticDescriptor RecipeHasStages = Error(1035,
        "The recipe has {0} stages, where one is needed.", "The file holds several YAML documents.",
        "Run it with mergebuild merge, or take one of its documents.");

    public static readonly DiagnosticDescriptor StageFolderTaken = Error(1036,
        "The stage '{0}' would be written to '{1}', which holds files that no stage has written.",
        "Stages are written to folders of their names, and something else lies there.", "Name another folder for stages (--work-dir), or delete that one.");

    public static readonly DiagnosticDescriptor ExpertUnused = Error(1037,
        "No MergeSlice takes layers of '{0}'.", "Where a project has slices, only what they list is merged.", "Add a MergeSlice for it, or remove the item.");

    public static readonly DiagnosticDescriptor SliceBaseInvalid = Error(1038,
        "'{0}' is not a value of Base; allowed are true and false.", "Base says that a source is the base model of its slice.", SeeSlices);

    public static readonly DiagnosticDescriptor ProjectExists = Error(1039,
        "The project '{0}' is there already.", "An import would overwrite what may have been edited since.", "Name another file (--output), or say --force.");

    public static readonly DiagnosticDescriptor ModuleUnknown = Error(1040,
        "'{0}' is not a part of these models{1}", "The part's name is misspelt, or the models are of another family.", SeeModules);

    public static readonly DiagnosticDescriptor ModulesUnlisted = Error(1041,
        "The recipe says nothing of these parts of the models: {0}.", "Where modules are listed, what happens to the others is not known.", SeeModules);

    public static readonly DiagnosticDescriptor TensorTwice = Error(1042,
        "'{0}' has the tensors '{1}' and '{2}', which are two names of one.",
        "The checkpoint holds a tensor in two of the forms in which its family writes names.", "Remove one of the two from the checkpoint.");

    public static readonly DiagnosticDescriptor LayerListTooShort = Error(1043,
        "The list '{0}' in the configuration of '{1}' has {2} entries, so it says nothing of layer {3}.",
        "The configuration's lists of layers do not fit its weights.", "Correct the parent's config.json.");

    public static readonly DiagnosticDescriptor SliceBaseNotListed = Error(1044,
        "The base model of this slice, '{0}', is not among the slice's sources.", "Which of its layers to take is not known.",
        "Add it to the sources with its layer range.");

    public static readonly DiagnosticDescriptor SliceModelMissing = Error(1045,
        "The MergeSlice '{0}' has no Model.", "A source of a slice names the model that it takes layers from.", SeeSlices);

    public static readonly DiagnosticDescriptor SliceModelUnknown = Error(1046,
        "The MergeSlice '{0}' takes layers of '{1}', which is none of the project's models{2}", "Model must be the name of an Expert or BaseModel item.", SeeSlices);

    public static readonly DiagnosticDescriptor SliceLayersInvalid = Error(1047,
        "'{0}' is not a range of layers; write it half open, such as '[0, 16)', with whole numbers, 0 <= first < end.",
        "The first layer is 0, and the end is one past the last layer.", SeeSlices);

    public static readonly DiagnosticDescriptor SliceInTwoModules = Error(1048,
        "The slice '{0}' is in two modules, '{1}' and '{2}'.", "All sources of one slice are of one module.", SeeSlices);

    public static readonly DiagnosticDescriptor SliceUnknown = Error(1049,
        "The MergeParameter '{0}' is for the {1} '{2}', which the project does not have{3}", "Slice and Module must name those of MergeSlice items.", "Correct the name.");
}
