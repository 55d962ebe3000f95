using System.Collections.Immutable;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>What a run of the fuzzer saw.</summary>
/// <param name="Executions">Contents that were read.</param>
/// <param name="Refused">How many of them were refused with a coded error.</param>
/// <param name="Findings">Contents that ended in any other way.</param>
public sealed record FuzzOutcome(long Executions, long Refused, ImmutableArray<FuzzFinding> Findings);

/// <summary>A content that was neither read nor refused with a code.</summary>
/// <param name="Content">The file's bytes.</param>
/// <param name="Problem">What happened instead.</param>
public sealed record FuzzFinding(byte[] Content, string Problem);
