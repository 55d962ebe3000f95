using Spectre.Console;

namespace MergeBuild.Cli.Output;

/// <summary>Consoles that draw on a terminal, and write plain text anywhere else.</summary>
internal static class Terminal
{
    // Wider than any table: a log has no right edge at which names would have to break.
    private const int LogWidth = 4096;

    /// <summary>A console on standard output.</summary>
    public static IAnsiConsole Output() => Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>A console on standard error.</summary>
    public static IAnsiConsole Error() => Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) };
        if (redirected)
        {
            settings.Ansi = AnsiSupport.No;
            settings.ColorSystem = ColorSystemSupport.NoColors;
            settings.Interactive = InteractionSupport.No;
            settings.Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false };
        }

        var console = AnsiConsole.Create(settings);
        if (redirected)
        {
            console.Profile.Width = LogWidth;
        }

        return console;
    }
}
