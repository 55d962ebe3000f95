namespace MergeBuild.Fuzz.Tests;

/// <summary>The formats by name, for theories, which list their cases before there is a folder.</summary>
internal static class FormatNames
{
    public static TheoryData<string> All => [.. OfFiles, "reproduced-manifest", "store-tree", "pickle", "hub-revision", "hub-list"];

    /// <summary>Those that are files of their own.</summary>
    public static TheoryData<string> OfFiles =>
    [
        "safetensors", "index", "pytorch", "pytorch-index", "adapter-config", "adapter-weights", "config", "generation-config", "copied-file",
        "tokenizer", "template", "template-json", "tokenizer-config", "vocabulary", "vocabulary-template", "vocabulary-declared", "vocabulary-pairs", "merges", "vocabulary-text", "added-tokens",
        "recipe", "request", "suite", "settings", "result", "baseline", "harness", "harness-samples", "command-output", "effects", "verdicts", "verdict-file",
        "manifest", "manifest-facts", "ledger", "norms", "store-object", "lock", "cached-result", "journal", "file-digests", "sha256-list",
        "card", "licence-ledger", "licence-text", "restrictions", "own-card", "signature", "signature-payload", "signature-chain", "provenance", "private-key", "public-key", "certificate",
        "package", "released-manifest", "weights-list", "package-note", "hub-token", "hub-ref",
    ];
}
