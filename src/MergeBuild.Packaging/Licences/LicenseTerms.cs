namespace MergeBuild.Packaging.Licences;

/// <summary>What one licence asks for, as far as a merge is concerned. Facts, not legal advice.</summary>
/// <param name="Id">The id that model cards use.</param>
/// <param name="Title">The licence's own name.</param>
/// <param name="Link">Where it is published.</param>
/// <param name="Source">Where the facts were taken from.</param>
public sealed record LicenseTerms(string Id, string Title, string Link, string Source)
{
    /// <summary>Whether a merge may be given to others on other terms, as long as notices stay.</summary>
    public bool IsRelicensable { get; init; }

    /// <summary>Whether a merge may be shared at all.</summary>
    public bool AllowsDerivatives { get; init; } = true;

    /// <summary>Whether commercial use is allowed, if only below a threshold.</summary>
    public bool AllowsCommercialUse { get; init; } = true;

    /// <summary>Whether a merge has to have this very licence and no further restrictions.</summary>
    public bool IsShareAlike { get; init; }

    /// <summary>Whether terms of its own, a use policy for one, have to be passed on.</summary>
    public bool PassesTermsOn { get; init; }

    /// <summary>Whether a merge with a model of another licence is forbidden.</summary>
    public bool IsForItsFamilyOnly { get; init; }

    /// <summary>Whether a copy of the licence has to go with the merge.</summary>
    public bool NeedsCopy { get; init; }

    /// <summary>What the merge's name has to begin with.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>What has to be shown where the merge is offered.</summary>
    public string? DisplayText { get; init; }

    /// <summary>The line that NOTICE has to have.</summary>
    public string? NoticeText { get; init; }

    /// <summary>What else to keep to, in short sentences.</summary>
    public IReadOnlyList<string> Obligations { get; init; } = [];
}
