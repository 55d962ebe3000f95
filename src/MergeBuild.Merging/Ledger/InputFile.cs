using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Merging.Ledger;

/// <summary>A file that decides the result.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Identity">Its identity when it was first looked at.</param>
public sealed record InputFile(string Path, FileIdentity Identity);
