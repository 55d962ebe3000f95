using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>
/// Reads the weights of a merge and of its parents once, from file to figure. Memory is threads × models × a block of 65,536 values,
/// whatever the size of the models; figures do not depend on the number of threads.
/// </summary>
public static class IntegrityAnalysis
{
    // A parent with more foreign tensors than this is not one with two layers swapped.
    private const int MostSearches = 16;

    /// <summary>Profiles a merge.</summary>
    /// <param name="merged">The merge.</param>
    /// <param name="baseModel">The base, by name; null where the method has none.</param>
    /// <param name="parents">The other parents, by name; at least one, or two without a base.</param>
    /// <param name="thresholds">What counts as foreign, and so is searched for in other layers.</param>
    /// <param name="threads">How many tensors are read at once; 0 for one a processor.</param>
    /// <param name="files">Where files are read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="MergeBuildException">A file cannot be read, or changed since its header was read.</exception>
    public static IntegrityProfile Profile(
        ModelDirectory merged, (string Name, ModelDirectory Directory)? baseModel, ImmutableArray<(string Name, ModelDirectory Directory)> parents,
        IntegrityThresholds? thresholds = null, int threads = 0, IFileSystem? files = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(merged);
        files ??= PhysicalFileSystem.Instance;
        using var opened = new OpenModels();
        var result = opened.Open("the merge", merged, files);
        var (name, directory) = baseModel ?? parents[0];
        var reference = opened.Open(name, directory, files);
        var others = (baseModel is null ? parents.Skip(1) : parents).Select(parent => opened.Open(parent.Name, parent.Directory, files)).ToImmutableArray();
        var names = result.TensorNames.ToArray();
        var profiles = new TensorProfile[names.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, names.Length, options, () => new ProfileReader(result, reference, others), (i, _, reader) =>
            {
                profiles[i] = reader.Read(names[i], cancellation);
                return reader;
            }, _ => { });
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<MergeBuildException>().FirstOrDefault() is { } failure)
        {
            throw failure;
        }

        var profile = new IntegrityProfile(name, baseModel is not null, [.. profiles]);
        return profile with { Nearest = Search(profile, thresholds ?? IntegrityThresholds.Default, reference, others) };
    }

    private static ImmutableDictionary<(string Parent, string Tensor), (string Name, double Cosine)> Search(
        IntegrityProfile profile, IntegrityThresholds thresholds, ModelWeights reference, ImmutableArray<ModelWeights> parents)
    {
        var nearest = ImmutableDictionary.CreateBuilder<(string Parent, string Tensor), (string Name, double Cosine)>();
        foreach (var parent in parents)
        {
            foreach (var (tensor, figures) in Kinship.Of(profile, parent.Name).Foreign(thresholds).Take(MostSearches))
            {
                if (LayerSearch.Nearest(parent, reference, tensor.Name) is { } found && found.Cosine > tensor.Cosine(figures) + thresholds.ForeignGap)
                {
                    nearest.Add((parent.Name, tensor.Name), found);
                }
            }
        }

        return nearest.ToImmutable();
    }

    private sealed class OpenModels : IDisposable
    {
        private readonly List<ModelWeights> _models = [];

        public ModelWeights Open(string name, ModelDirectory directory, IFileSystem files)
        {
            _models.Add(new ModelWeights(name, directory, files));
            return _models[^1];
        }

        public void Dispose() => _models.ForEach(model => model.Dispose());
    }
}
