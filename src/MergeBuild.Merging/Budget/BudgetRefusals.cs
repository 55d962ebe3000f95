using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Budget;

/// <summary>What cannot be merged within a read budget.</summary>
internal static class BudgetRefusals
{
    /// <summary>The method, whose factors are fixed.</summary>
    /// <exception cref="MergeBuildException">The method's are not (MB3051), or a tensor is more than what is stored (MB3053).</exception>
    public static IFixedCoefficients Check(MergePlan plan)
    {
        var method = plan.Method as IFixedCoefficients ?? throw DiagnosticTable.ReadBudgetMethod.ExceptionAt(
            plan.Recipe.Method.Location, plan.Method.Name, string.Join(", ", MergeMethods.All.Values.Where(other => other is IFixedCoefficients).Select(other => other.Name)));
        foreach (var tensor in plan.Tensors)
        {
            if (tensor.Sources.FirstOrDefault(source => source.Content is not StoredContent) is { } source)
            {
                throw DiagnosticTable.ReadBudgetContent.ExceptionAt(
                    plan.Recipe.Models[source.Model].Location, tensor.Result.Name, source.ModelName);
            }
        }

        return method;
    }
}
