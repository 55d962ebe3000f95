using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging;

/// <summary>Which documents to write for a model, and from what.</summary>
public sealed record ModelDocumentsRequest
{
    /// <summary>The finished model directory.</summary>
    public required string Directory { get; init; }

    /// <summary>All models and adapters that went in.</summary>
    public required ImmutableArray<ParentModel> Parents { get; init; }

    /// <summary>What the project says of licences, and the model's name.</summary>
    public required LicenseSettings Licenses { get; init; }

    /// <summary>Whether to write README.md.</summary>
    public bool WriteCard { get; init; } = true;

    /// <summary>The user's own card; null for ours. Its text and its keys stay, and keys that it lacks are added.</summary>
    public string? CardFile { get; init; }

    /// <summary>Whether to write the bill of materials.</summary>
    public bool WriteBillOfMaterials { get; init; }

    /// <summary>What the provenance says of the build; null for no provenance.</summary>
    public BuildFacts? Build { get; init; }

    /// <summary>The key to sign with; null for no signature.</summary>
    public ModelSigner? Signer { get; init; }

    /// <summary>Known SHA-256 digests.</summary>
    public required Sha256Cache Digests { get; init; }

    /// <summary>The files to work on.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;
}
