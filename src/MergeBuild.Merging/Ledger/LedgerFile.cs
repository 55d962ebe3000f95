using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Ledger;

/// <summary>A file as a build saw it: a parent's, or one that it wrote.</summary>
/// <param name="Identity">What the file system said of it; null where it may have changed since unnoticed.</param>
/// <param name="Tree">Its content.</param>
public sealed record LedgerFile(FileIdentity? Identity, HashTree Tree);
