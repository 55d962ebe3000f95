using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MergeBuild.Merging.Architectures;

/// <summary>
/// All names that a definition allows, and which of them the model that gives the result its names writes. Other
/// parents' names lead to the same tensors, so that checkpoints of different forms merge.
/// </summary>
internal sealed class DefinedNames
{
    private readonly FrozenDictionary<string, DefinedName> _names;
    private readonly FrozenDictionary<TensorDefinition, string> _written;

    public DefinedNames(ArchitectureDefinition definition, IEnumerable<string> patterns)
    {
        _names = List(definition);
        var found = new Dictionary<TensorDefinition, string>();
        var uses = new int[definition.Forms.Length + 1];
        foreach (var pattern in patterns)
        {
            if (Find(pattern) is { } name)
            {
                found.TryAdd(name.Tensor, Known(pattern));
                uses[name.Form]++;
            }
        }

        var form = uses.IndexOf(uses.Max());
        _written = definition.Tensors.ToFrozenDictionary(
            tensor => tensor, tensor => found.GetValueOrDefault(tensor) ?? Write(tensor.Name, definition.Forms, form));
    }

    /// <summary>What a pattern means, whether its parts are numbers or marks; null where the definition has no such tensor.</summary>
    public DefinedName? Find(string pattern) => _names.GetValueOrDefault(pattern) ?? _names.GetValueOrDefault(NumberedParts.Mark(pattern));

    /// <summary>The pattern under which the result has a tensor, with marks for layer and part.</summary>
    public string Written(TensorDefinition tensor) => _written[tensor];

    private string Known(string pattern) => _names.ContainsKey(pattern) ? pattern : NumberedParts.Mark(pattern);

    private static FrozenDictionary<string, DefinedName> List(ArchitectureDefinition definition)
    {
        var names = new Dictionary<string, DefinedName>(StringComparer.Ordinal);
        for (var form = 0; form <= definition.Forms.Length; form++)
        {
            foreach (var module in definition.Modules)
            {
                var firstLayered = module.Tensors.TakeWhile(tensor => !tensor.IsLayered).Count();
                for (var i = 0; i < module.Tensors.Length; i++)
                {
                    var name = new DefinedName(module.Tensors[i], module, form, i < firstLayered);
                    foreach (var text in name.Tensor.Aliases.Prepend(name.Tensor.Name))
                    {
                        names.TryAdd(Write(text, definition.Forms, form), name);
                    }
                }
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Write(string name, ImmutableArray<ImmutableDictionary<string, string>> forms, int form)
    {
        var beginning = form == 0 ? null : forms[form - 1].Keys
            .Where(key => name.StartsWith(key, StringComparison.Ordinal))
            .MaxBy(key => key.Length);
        return beginning is null ? name : forms[form - 1][beginning] + name[beginning.Length..];
    }
}
