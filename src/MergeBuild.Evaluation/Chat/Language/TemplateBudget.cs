namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>What all parts of one rendering share.</summary>
internal sealed class TemplateBudget
{
    private long _steps;

    /// <summary>The line that is being rendered.</summary>
    public int Line { get; set; }

    /// <summary>Macros that are being called.</summary>
    public int Calls { get; set; }

    /// <summary>Takes steps from those that are left.</summary>
    public void Take(long count)
    {
        _steps += count;
        if (_steps > TemplateLimits.Steps)
        {
            throw TemplateContext.TooMuch($"{TemplateLimits.Steps} steps");
        }
    }
}
