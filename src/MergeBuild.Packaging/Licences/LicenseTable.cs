using System.Collections.Immutable;

namespace MergeBuild.Packaging.Licences;

/// <summary>
/// The licences whose terms are known, by their exact ids: families change terms between versions (Gemma 4 is under
/// Apache-2.0, its predecessors under <c>gemma</c>). An id that is not here is unknown, whatever it resembles.
/// </summary>
public static class LicenseTable
{
    private const string ThresholdObligation = "Services with more than 700 million monthly users need a licence of Meta's.";
    private const string UsePolicyObligation = "Keep to the acceptable use policy, and pass it on.";

    /// <summary>The terms by id.</summary>
    public static ImmutableSortedDictionary<string, LicenseTerms> All { get; } = new LicenseTerms[]
    {
        Free("apache-2.0", "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0", "sections 2 and 4",
            "Keep notices of copyright and the NOTICE file.", "Say that files were changed.") with { NeedsCopy = true },
        Free("mit", "MIT License", "https://opensource.org/license/mit", "whole text", "Keep the notice of copyright and permission."),
        Free("bsd-2-clause", "BSD 2-Clause License", "https://opensource.org/license/bsd-2-clause", "whole text", "Keep the notice of copyright and permission."),
        Free("bsd-3-clause", "BSD 3-Clause License", "https://opensource.org/license/bsd-3-clause", "whole text",
            "Keep the notice of copyright and permission.", "Do not use the authors' names to advertise."),
        Free("isc", "ISC License", "https://opensource.org/license/isc-license-txt", "whole text", "Keep the notice of copyright and permission."),
        Free("cc0-1.0", "CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/", "section 2"),
        Free("unlicense", "The Unlicense", "https://unlicense.org", "whole text"),
        Free("cc-by-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/", "section 3(a)", Attribution),
        CreativeCommons("cc-by-sa-4.0", "Attribution-ShareAlike 4.0", "by-sa") with { IsShareAlike = true },
        CreativeCommons("cc-by-nc-4.0", "Attribution-NonCommercial 4.0", "by-nc") with { AllowsCommercialUse = false },
        CreativeCommons("cc-by-nc-sa-4.0", "Attribution-NonCommercial-ShareAlike 4.0", "by-nc-sa") with { AllowsCommercialUse = false, IsShareAlike = true },
        CreativeCommons("cc-by-nd-4.0", "Attribution-NoDerivatives 4.0", "by-nd") with { AllowsDerivatives = false },
        CreativeCommons("cc-by-nc-nd-4.0", "Attribution-NonCommercial-NoDerivatives 4.0", "by-nc-nd") with { AllowsCommercialUse = false, AllowsDerivatives = false },
        Llama("llama2", "Llama 2 Community License Agreement", "https://ai.meta.com/llama/license/",
            "Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.") with { IsForItsFamilyOnly = true },
        Llama("llama3", "Meta Llama 3 Community License Agreement", "https://llama.meta.com/llama3/license/",
            "Meta Llama 3 is licensed under the Meta Llama 3 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.") with { IsForItsFamilyOnly = true },
        NamedLlama("llama3.1", "3.1", "https://llama.meta.com/llama3_1/license/"),
        NamedLlama("llama3.2", "3.2", "https://www.llama.com/llama3_2/license/"),
        NamedLlama("llama3.3", "3.3", "https://www.llama.com/llama3_3/license/"),
        NamedLlama("llama4", "4", "https://www.llama.com/llama4/license/"),
        new LicenseTerms("gemma", "Gemma Terms of Use", "https://ai.google.dev/gemma/terms", "sections 3.1 and 3.2")
        {
            PassesTermsOn = true,
            NeedsCopy = true,
            NoticeText = "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms",
            Obligations = ["Pass the use restrictions of section 3.2 on as terms that can be enforced.", "Give a copy of the agreement.", "Mark modified files."],
        },
        Rail("openrail", "OpenRAIL"),
        Rail("openrail++", "CreativeML Open RAIL++-M License"),
        Rail("creativeml-openrail-m", "CreativeML Open RAIL-M License"),
        Rail("bigscience-openrail-m", "BigScience Open RAIL-M License"),
        Rail("bigscience-bloom-rail-1.0", "BigScience BLOOM RAIL 1.0"),
        Rail("bigcode-openrail-m", "BigCode Open RAIL-M License"),
    }.ToImmutableSortedDictionary(terms => terms.Id, terms => terms, StringComparer.Ordinal);

    private const string Attribution = "Name the creator, link the licence, and say what was changed.";

    private static LicenseTerms Free(string id, string title, string link, string source, params string[] obligations) =>
        new(id, title, link, source) { IsRelicensable = true, Obligations = obligations };

    private static LicenseTerms CreativeCommons(string id, string title, string path) =>
        new(id, $"Creative Commons {title}", $"https://creativecommons.org/licenses/{path}/4.0/", "sections 2 and 3") { Obligations = [Attribution] };

    private static LicenseTerms Llama(string id, string title, string link, string notice) => new(id, title, link, "section 1.b")
    {
        PassesTermsOn = true,
        NeedsCopy = true,
        NoticeText = notice,
        Obligations = ["Give a copy of the agreement.", UsePolicyObligation, ThresholdObligation],
    };

    private static LicenseTerms NamedLlama(string id, string version, string link) =>
        Llama(id, $"Llama {version} Community License Agreement", link,
            $"Llama {version} is licensed under the Llama {version} Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.") with
        {
            NamePrefix = "Llama",
            DisplayText = "Built with Llama",
        };

    private static LicenseTerms Rail(string id, string title) => new(id, title, $"https://huggingface.co/models?license=license:{Uri.EscapeDataString(id)}", "use-based restrictions")
    {
        PassesTermsOn = true,
        NeedsCopy = true,
        Obligations = ["Include the use-based restrictions as terms that can be enforced.", "Give a copy of the licence.", "Mark modified files."],
    };
}
