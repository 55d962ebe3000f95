namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>
/// What a template may use. The largest conversations that models take need a thousandth of it; a hostile template is
/// stopped within seconds.
/// </summary>
internal static class TemplateLimits
{
    /// <summary>Characters of the template's text.</summary>
    public const int SourceLength = 1 << 20;

    /// <summary>Levels of nested blocks and expressions.</summary>
    public const int Nesting = 100;

    /// <summary>Macros that are being called at once.</summary>
    public const int Calls = 50;

    /// <summary>Characters of the output, and of any text on the way to it.</summary>
    public const int TextLength = 1 << 24;

    /// <summary>Items of a list.</summary>
    public const int Items = 1 << 20;

    /// <summary>Steps, one for each operation, and one more for each item and each eight characters that it makes or reads.</summary>
    public const long Steps = 20_000_000;
}
