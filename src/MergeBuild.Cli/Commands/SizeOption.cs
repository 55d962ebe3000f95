using System.CommandLine.Parsing;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Cli.Commands;

/// <summary>Options that take a number of bytes.</summary>
internal static class SizeOption
{
    /// <summary>Reads the number, with or without a unit; adds an error that names the option where there is none.</summary>
    public static long? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ByteSize.TryParse(text, out var bytes))
        {
            return bytes;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} must be a number of bytes above 0, such as 4294967296, 500MB or 4GiB, not '{LogText.Sanitize(text)}'.");
        return null;
    }
}
