namespace MergeBuild.Evaluation.Models;

/// <summary>How the next id is drawn.</summary>
/// <param name="Temperature">Divides the logits; greater than 0.</param>
/// <param name="TopK">Draw among this many most likely ids; 0 for all.</param>
/// <param name="TopP">Draw among the most likely ids that together reach this probability; in (0, 1].</param>
/// <param name="Seed">The same seed draws the same ids.</param>
public sealed record SamplingSettings(float Temperature = 1, int TopK = 0, float TopP = 1, ulong Seed = 0);
