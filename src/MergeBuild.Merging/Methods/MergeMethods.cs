using System.Collections.Immutable;

namespace MergeBuild.Merging.Methods;

/// <summary>All methods.</summary>
public static class MergeMethods
{
    /// <summary>The methods, by name.</summary>
    public static ImmutableSortedDictionary<string, MergeMethod> All { get; } = new MergeMethod[]
    {
        new Linear(),
        new Slerp(),
        new TaskArithmetic(),
        new Ties(),
        new DareLinear(),
        new DareTies(),
        new Passthrough(),
        new NuSlerp(),
        new MultiSlerp(),
        new Karcher(),
        new Della(),
        new DellaLinear(),
        new Breadcrumbs(),
        new BreadcrumbsTies(),
        new Sce(),
        new Ram(),
        new RamPlus(),
        new ModelStock(),
        new NearSwap(),
        new ArceeFusion(),
        new ConsensusTaskArithmetic(),
        new Emr(),
        new ParameterCompetitionBalancing(),
        new Cabs(),
        new Free(),
        new TaskSingularVectors(),
        new IsotropicMerging(),
        new WiseFt(),
        new TaskAnalogy(),
    }.ToImmutableSortedDictionary(method => method.Name, method => method, StringComparer.Ordinal);
}
