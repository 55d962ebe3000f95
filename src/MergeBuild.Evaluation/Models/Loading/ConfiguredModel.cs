using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>The configuration of a model directory that must have one.</summary>
internal static class ConfiguredModel
{
    /// <summary>The settings and the <c>model_type</c>.</summary>
    public static (ModelSettings Settings, string ModelType) Read(ModelDirectory directory)
    {
        var config = directory.Config ?? throw DiagnosticTable.ModelConfigMissing.Exception(directory.Path);
        var settings = new ModelSettings(config.Copy(), Path.Combine(directory.Path, ModelConfig.FileName));
        return (settings, settings.Text("model_type") ?? throw DiagnosticTable.ModelSettingMissing.Exception(settings.File, "model_type"));
    }
}
