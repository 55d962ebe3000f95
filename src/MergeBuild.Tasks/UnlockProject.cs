using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>Lets the next build have the project that <see cref="LockProject"/> took.</summary>
[MSBuildMultiThreadableTask]
public sealed class UnlockProject : ProjectTask
{
    private protected override void Run(DiagnosticLog diagnostics) => ProjectLock.Release();
}
