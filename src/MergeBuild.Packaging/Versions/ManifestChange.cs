namespace MergeBuild.Packaging.Versions;

/// <summary>One difference between two manifests.</summary>
/// <param name="Change">How much it means.</param>
/// <param name="Subject">What differs: base, expert, recipe, tokenizer, configuration, tensors, file.</param>
/// <param name="Text">The difference in words.</param>
public sealed record ManifestChange(VersionChange Change, string Subject, string Text);
