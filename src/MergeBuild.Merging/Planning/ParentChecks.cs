using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;

namespace MergeBuild.Merging.Planning;

/// <summary>Checks the parents' configurations against one another and against their own weights.</summary>
internal static class ParentChecks
{
    public static void Run(ImmutableArray<ModelTensors> models, int donor, Architecture architecture, DiagnosticBag diagnostics)
    {
        foreach (var model in models)
        {
            CheckLayerCount(model, architecture, diagnostics);
            var (type, donorType) = (model.Directory.Config?.ModelType, models[donor].Directory.Config?.ModelType);
            if (type is not null && donorType is not null && type != donorType)
            {
                diagnostics.Report(DiagnosticTable.ArchitectureMismatch.At(
                    model.Model.Location, models[donor].Model.Name, donorType, model.Model.Name, type));
            }
        }
    }

    private static void CheckLayerCount(ModelTensors model, Architecture architecture, DiagnosticBag diagnostics)
    {
        foreach (var module in architecture.Definition?.Modules ?? [])
        {
            if (module.LayerCount is { } key && model.LayerCounts.TryGetValue(module.Name, out var count) &&
                model.Directory.Config?.WholeNumber(key) is { } stated && stated != count)
            {
                diagnostics.Report(DiagnosticTable.LayerCountMismatch.At(model.Model.Location, model.Model.Name, key, stated, count));
            }
        }
    }
}
