namespace Microsoft.Build.Framework;

/// <summary>
/// Tells multi-threaded MSBuild that a task may run in its own process. MSBuild knows the attribute by its full name;
/// the framework that this assembly compiles against is older than the attribute, so it is declared here. The tasks keep
/// its promise without <c>IMultiThreadableTask</c>, which that framework lacks too: every path is made absolute from the
/// project's own, and nothing reads the current directory, the console or static state.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
