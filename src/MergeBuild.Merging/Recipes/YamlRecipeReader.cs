using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads the top level of a YAML recipe.</summary>
internal sealed class YamlRecipeReader(string path, string root, IReadOnlySet<string> stages, IFileSystem files, DiagnosticBag bag)
{
    private static readonly string[] Keys =
    [
        "name", "merge_method", "base_model", "models", "slices", "modules", "parameters", "dtype", "out_dtype",
        "tokenizer", "tokenizer_source", "chat_template",
    ];

    public Recipe Read(YamlMapping mapping)
    {
        var fields = new YamlFields(mapping, "a recipe", Keys, [], bag);
        fields.Require("merge_method");
        fields.Text("name");
        var method = fields.Text("merge_method");
        var baseModel = fields.Value("base_model") is { } value ? YamlModelReference.Read(value, bag) : null;
        var models = new YamlModels(root, stages, bag);
        var modules = new YamlModules(new YamlSlices(models, baseModel, bag), bag).Read(fields);

        // Last, so that a base that is listed among the models keeps its place there.
        int? baseIndex = baseModel is null ? null : models.IndexOf(baseModel, 0);
        var parameters = new YamlParameters(bag).Read(fields.Mapping("parameters"));
        var workingType = ReadDType(fields, "dtype");
        var outputType = ReadDType(fields, "out_dtype");
        var tokenizer = new YamlTokenizer(models, bag).Read(fields);
        var chatTemplate = fields.Text("chat_template") is { } template
            ? ChatTemplateReader.Read(template.Text, template.Location, Path.GetDirectoryName(Path.GetFullPath(path))!, files, bag)
            : null;
        return new Recipe
        {
            // After an error the caller stops.
            Method = new Located<string>(method?.Text ?? "", method?.Location),
            Models = models.Models,
            BaseModel = baseIndex,
            Modules = modules,
            Parameters = parameters,
            OutputDType = outputType ?? workingType,
            Tokenizer = tokenizer,
            ChatTemplate = chatTemplate,
            Location = new SourceLocation(path),
        };
    }

    private DType? ReadDType(YamlFields fields, string key)
    {
        if (fields.Text(key) is not { } text)
        {
            return null;
        }

        if (DTypes.TryParseTorchName(text.Text, out var dtype))
        {
            return dtype;
        }

        bag.Report(DiagnosticTable.UnknownDType.At(text.Location, text.Text, Suggestion.For(text.Text, DTypes.TorchNames)));
        return null;
    }
}
