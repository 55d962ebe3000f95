using System.Collections.Immutable;
using System.Globalization;

namespace MergeBuild.Merging.Parameters;

/// <summary>A parameter that a method takes.</summary>
public sealed record ParameterDefinition
{
    private ParameterDefinition(string name, ParameterKind kind, bool isPerExpert)
    {
        Name = name;
        Kind = kind;
        IsPerExpert = isPerExpert;
    }

    /// <summary>The name in recipes, such as <c>density</c>.</summary>
    public string Name { get; }

    /// <summary>What its value is.</summary>
    public ParameterKind Kind { get; }

    /// <summary>Whether each expert has its own value.</summary>
    public bool IsPerExpert { get; }

    /// <summary>The smallest number allowed.</summary>
    public double Minimum { get; init; } = double.MinValue;

    /// <summary>The largest number allowed.</summary>
    public double Maximum { get; init; } = double.MaxValue;

    /// <summary>The names allowed, where the value is a choice.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The value when a recipe gives none; null where <see cref="IsRequired"/> or where there is no value then.</summary>
    public double? Default { get; init; }

    /// <summary>Whether a recipe must give a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether recipes may set it although this method does not look at it; a warning says so.</summary>
    public bool IsWithoutEffect { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The values allowed, for messages and documentation.</summary>
    public string Range => Kind switch
    {
        ParameterKind.Boolean => "true or false",
        ParameterKind.Choice => string.Join(" or ", Choices),
        _ => (Kind == ParameterKind.WholeNumber ? "whole numbers" : "numbers") + (Minimum, Maximum) switch
        {
            (double.MinValue, double.MaxValue) => "",
            (_, double.MaxValue) => string.Create(CultureInfo.InvariantCulture, $" from {Minimum} up"),
            _ => string.Create(CultureInfo.InvariantCulture, $" from {Minimum} to {Maximum}"),
        },
    };

    /// <summary>A number of which there is one for all experts.</summary>
    public static ParameterDefinition Number(string name) => new(name, ParameterKind.Number, isPerExpert: false);

    /// <summary>A number of which each expert has its own.</summary>
    public static ParameterDefinition ExpertNumber(string name) => new(name, ParameterKind.Number, isPerExpert: true);

    /// <summary>A whole number for all experts.</summary>
    public static ParameterDefinition WholeNumber(string name) => new(name, ParameterKind.WholeNumber, isPerExpert: false);

    /// <summary>A switch for all experts.</summary>
    public static ParameterDefinition Switch(string name, bool byDefault) =>
        new(name, ParameterKind.Boolean, isPerExpert: false) { Default = byDefault ? 1 : 0 };

    /// <summary>One of a few names, for all experts; the first is the default.</summary>
    public static ParameterDefinition Choice(string name, params ImmutableArray<string> choices) =>
        new(name, ParameterKind.Choice, isPerExpert: false) { Choices = choices, Default = 0 };

    /// <summary>Reads a value; null when the text is not one of the values allowed.</summary>
    public double? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Kind switch
        {
            ParameterKind.Boolean => text.ToLowerInvariant() switch { "true" or "1" => 1, "false" or "0" => 0, _ => null },
            ParameterKind.Choice => Choices.IndexOf(text) is var index and >= 0 ? index : null,
            _ => ParseNumber(text),
        };
    }

    /// <summary>Writes a value as a recipe would.</summary>
    public string Format(double value) => Kind switch
    {
        ParameterKind.Boolean => value != 0 ? "true" : "false",
        ParameterKind.Choice => Choices[(int)value],
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) &&
        double.IsFinite(number) && number >= Minimum && number <= Maximum &&
        (Kind != ParameterKind.WholeNumber || number == Math.Floor(number))
            ? number
            : null;
}
