using System.Collections.Immutable;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>The parameters at one level of a manifest's recipe, as they were written there.</summary>
internal static class ManifestParameters
{
    /// <summary>Reads the member <c>parameters</c>; whether the method takes them is for the planner to say.</summary>
    /// <exception cref="Diagnostics.MergeBuildException">They are not valid (MB5041).</exception>
    public static ParameterSet Read(JsonFields owner)
    {
        var json = owner.Object("parameters");
        return new ParameterSet([.. json.Json.Select(member => new ParameterAssignment(
            member.Key, new ParameterValue(json.Some(member.Key, [.. json.Objects(member.Key).Select(ReadCondition)])), json.Location))]);
    }

    private static ParameterCondition ReadCondition(JsonFields json)
    {
        json.RefuseOthers("filter", "values");
        return new ParameterCondition(json.OptionalText("filter"), json.Some("values", json.TextArray("values")), json.Location);
    }
}
