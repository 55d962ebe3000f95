using MergeBuild.Merging.Methods;

namespace MergeBuild.Merging.Tests.Engine;

/// <summary>For each method a recipe of the models base, a, b and c, with parameters that make it do all it can.</summary>
internal static class MethodRecipes
{
    private static readonly Dictionary<string, string> Globals = new()
    {
        ["slerp"] = "{t: 0.3}",
        ["nearswap"] = "{t: 0.3}",
        ["sce"] = "{select_topk: 0.5}",
        ["ties"] = "{rescale: true}",
        ["dare_linear"] = "{rescale_rule: l1}",
        ["dare_ties"] = "{rescale_rule: l1, normalize: true}",
    };

    public static TheoryData<string> Names => [.. MergeMethods.All.Keys];

    /// <summary>Methods that treat several experts alike.</summary>
    public static TheoryData<string> Symmetric =>
        [.. MergeMethods.All.Keys.Where(name => MergeMethods.All[name] is { MaximumExperts: > 2, OrderMatters: false })];

    public static string Of(string method, params string[] experts)
    {
        var definition = MergeMethods.All[method];
        var taken = experts.Length > 0 ? experts : ["a", "b", "c"];
        var weights = new Dictionary<string, string> { ["a"] = "0.6", ["b"] = "0.37", ["c"] = "-0.21" };
        var hasDensity = definition.Parameters.Any(parameter => parameter is { Name: "density", IsWithoutEffect: false });
        string Parameters(string expert) => definition.Parameters.Any(parameter => parameter.Name == "weight")
            ? $"{{weight: {weights[expert]}{(hasDensity ? ", density: 0.4" : "")}}}"
            : "{}";
        var lines = taken.Take(definition.MaximumExperts).Select(expert => $"  - {{model: {expert}, parameters: {Parameters(expert)}}}");
        var baseModel = definition.Base == BaseRole.None ? "" : "base_model: base\n";
        return $"merge_method: {method}\n{baseModel}models:\n{string.Join('\n', lines)}\nparameters: {Globals.GetValueOrDefault(method, "{}")}\n";
    }
}
