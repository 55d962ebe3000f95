using System.Collections.Immutable;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Hub;

/// <summary>What a restore is asked for.</summary>
/// <param name="Models">The models of the Hub that the project asks for, with their places.</param>
/// <param name="LockFile">The lock file; null to pin nothing.</param>
/// <param name="IsLocked">Whether the lock file must stay as it is.</param>
/// <param name="IsForced">Whether branches and tags are asked for anew.</param>
public sealed record RestoreRequest(ImmutableArray<Located<HubReference>> Models, string? LockFile, bool IsLocked, bool IsForced);
