using System.CommandLine;
using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Commands;

/// <summary>Options that take a whole number above 0.</summary>
internal static class CountOption
{
    /// <summary>An option.</summary>
    public static Option<int?> Of(string name, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return number;
            }

            result.AddError($"{name} must be a whole number above 0, not '{LogText.Sanitize(text)}'.");
            return null;
        },
    };
}
