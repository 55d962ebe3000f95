using System.Reflection;
using MergeBuild.Diagnostics;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>Hands a task what the project's properties say: each setting goes to the task's property of its name, if there is one.</summary>
internal static class ProjectSettings
{
    /// <summary>The metadata that holds what a setting says.</summary>
    public const string ValueMetadata = "Value";

    /// <summary>Sets the task's properties; what the project leaves empty keeps the task's own default.</summary>
    /// <exception cref="MergeBuildException">MB1098: a switch is neither true nor false.</exception>
    public static void Apply(ProjectTask task, IEnumerable<ITaskItem> settings, ProjectSource source)
    {
        var problems = new DiagnosticBag();
        foreach (var (name, value) in settings.Select(setting => (setting.ItemSpec, setting.GetMetadata(ValueMetadata))).Where(setting => setting.Item2.Length > 0))
        {
            if (task.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is not { } property)
            {
                continue;
            }

            if (property.PropertyType == typeof(string))
            {
                property.SetValue(task, value);
            }
            else if (bool.TryParse(value.Trim(), out var isOn))
            {
                property.SetValue(task, isOn);
            }
            else
            {
                problems.Report(DiagnosticTable.SwitchInvalid.At(source.Property(name, value).Location ?? source.Project, name, value));
            }
        }

        problems.ThrowIfErrors();
    }
}
