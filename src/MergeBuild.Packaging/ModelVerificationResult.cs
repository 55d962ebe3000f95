using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>What a verification of a whole model directory found.</summary>
/// <param name="Manifest">The comparison with the manifest.</param>
/// <param name="IsSigned">Whether there is a signature.</param>
/// <param name="HasProvenance">Whether there is a provenance.</param>
/// <param name="Problems">What is wrong: manifest, signature, provenance, each in its own order.</param>
public sealed record ModelVerificationResult(VerificationResult Manifest, bool IsSigned, bool HasProvenance, ImmutableArray<Diagnostic> Problems);
