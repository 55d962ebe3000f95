namespace MergeBuild.Merging.Methods;

/// <summary>What a method does with the base model.</summary>
public enum BaseRole
{
    /// <summary>The method knows no base. A base model that is listed gives configuration and tokenizer alone, unless it also has parameters of its own.</summary>
    None,

    /// <summary>The method computes relative to a base model if there is one.</summary>
    Optional,

    /// <summary>The method computes relative to a base model, which it must have.</summary>
    Required,
}
