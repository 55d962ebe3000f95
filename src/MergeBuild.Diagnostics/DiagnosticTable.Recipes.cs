namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string RecipeShape = "The recipe does not have the structure that mergekit-style recipes have.";
    private const string CorrectRecipe = "Correct the recipe at this place; docs/recipes.md lists all keys.";

    public static readonly DiagnosticDescriptor RecipeEmpty = Error(1001,
        "The recipe is empty.", "The file holds no YAML, or comments alone.", "Write a recipe, or correct the path.");

    public static readonly DiagnosticDescriptor RecipeNotYaml = Error(1002,
        "The recipe is not valid YAML: {0}", "The file breaks the syntax of YAML.",
        "Correct the file at this place; often an indentation, a colon without a space, or a missing bracket.");

    public static readonly DiagnosticDescriptor RecipeDuplicateKey = Error(1003,
        "The key '{0}' stands here a second time; the first is in line {1}.",
        "YAML readers disagree on which of two equal keys counts.", "Delete one of the two.");

    public static readonly DiagnosticDescriptor RecipeTooDeep = Error(1004,
        "The recipe is nested deeper than {0} levels.", "No meaningful recipe is nested that deep.", CorrectRecipe);

    public static readonly DiagnosticDescriptor RecipeTooLarge = Error(1005,
        "The recipe has more than {0} values once its aliases are written out.",
        "Aliases of aliases multiply, so that a short file can stand for billions of values.", "Write the values out, or use fewer aliases.");

    public static readonly DiagnosticDescriptor RecipeAliasUnknown = Error(1006,
        "The alias '*{0}' has no anchor before it, or stands inside its own anchor.",
        "An alias repeats a value that was marked with the same name and & further up.", "Mark the value with & first, or write it out.");

    public static readonly DiagnosticDescriptor RecipeUnknownKey = Error(1008,
        "'{0}' is not a key of {1}{2}", "A key is misspelt or stands at the wrong level; it would have no effect.", CorrectRecipe);

    public static readonly DiagnosticDescriptor RecipeWrongKind = Error(1009,
        "{0} must be {1}, not {2}.", RecipeShape, CorrectRecipe);

    public static readonly DiagnosticDescriptor RecipeKeyMissing = Error(1010,
        "The key '{0}' is missing from {1}.", RecipeShape, CorrectRecipe);

    public static readonly DiagnosticDescriptor RecipeNotSupported = Error(1011,
        "{0} is not supported by this version.", "mergekit knows it; this version of MergeBuild does not yet.",
        "Remove it if the merge does not need it, or use a newer version of MergeBuild.");

    public static readonly DiagnosticDescriptor RecipeModelsOrSlices = Error(1012,
        "{0} has exactly one of {1}; this one has {2}.", RecipeShape,
        "Use 'models' to merge whole models, 'slices' to choose layers, 'modules' to treat each part of the models in its own way.");

    public static readonly DiagnosticDescriptor ModelNotFound = Error(1014,
        "The model '{0}' is not a folder ('{1}' does not exist).",
        "The name is wrong, the model was not downloaded, or names start from another folder.",
        "Correct the name, or name the folder that names start from (mergebuild merge --model-root). A model of the Hub is named with a prefix or a revision: hf:organisation/name, organisation/name@main.");

    public static readonly DiagnosticDescriptor LayerRangeInvalid = Error(1016,
        "layer_range must be '[first, end]' with whole numbers 0 <= first < end, not {0}.",
        "The first layer is 0, and the end is one past the last layer.", "Correct the range.");

    public static readonly DiagnosticDescriptor LayerRangeLengths = Error(1017,
        "This source has {0} layers, but the first source of its slice has {1}.",
        "The sources of a slice are merged layer by layer, so that each needs the same number of them.", "Make the ranges equally long.");

    public static readonly DiagnosticDescriptor UnknownDType = Error(1019,
        "'{0}' is not a dtype that models can be stored in{1}", "The dtype is misspelt, or one that merging is not defined for.", "Use one of the names in the message.");

    public static readonly DiagnosticDescriptor ParameterValueInvalid = Error(1020,
        "The value of '{0}' must be {1}, not {2}.",
        "A parameter is one value, a gradient (a list of numbers), or a list of {filter, value} entries.", CorrectRecipe);
}
