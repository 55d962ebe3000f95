namespace MergeBuild.Packaging.Licences;

/// <summary>What becomes of licences that do not allow a merge.</summary>
public enum LicensePolicy
{
    /// <summary>What is known not to be allowed is an error; a licence that is not known is a warning.</summary>
    Known,

    /// <summary>A licence that is not known is an error, too.</summary>
    Enforce,

    /// <summary>All are warnings.</summary>
    Warn,

    /// <summary>Licences are not looked at.</summary>
    Off,
}
