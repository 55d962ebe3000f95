using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Licences;

namespace MergeBuild.Packaging.Tests.Licences;

public sealed class Waivers : IDisposable
{
    private static readonly SourceLocation Place = new("assistant.mergeproj", 9, 3);
    private readonly LicenseFolder _folder = new();

    [Theory]
    [InlineData("b", null, "2026-06-01", "")]
    [InlineData("b", "MB5250", "2026-06-02", "")]
    [InlineData("b", "MB5253", "2027-06-02", "MB5250")]
    [InlineData("a", "MB5250", "2027-06-02", "MB5250")]
    [InlineData("b", null, "2026-05-31", "MB5260, MB5250")]
    [InlineData("c", null, "2027-06-02", "MB5259, MB5250")]
    public void Hold_for_one_parent_and_one_code_until_they_expire(string parent, string? code, string expires, string problems)
    {
        _folder.With("a", "mit").With("b", null);
        _folder.Settings = _folder.Settings with
        {
            Policy = LicensePolicy.Enforce,
            Waivers = [LicenseWaiver.Read(parent, code, "counsel, ticket 12", expires, Place)],
        };

        Assert.Equal(problems, _folder.Problems());
    }

    [Theory]
    [InlineData("MB5250", "", "2026-06-01", "gives no Reason")]
    [InlineData("MB5250", "because", "", "which is not a day")]
    [InlineData("MB5250", "because", "01.06.2026", "which is not a day")]
    [InlineData("MB5272", "because", "2026-06-01", "names the code 'MB5272'; allowed are MB5250, ")]
    public void Say_why_and_how_long(string code, string reason, string expires, string message)
    {
        var found = Assert.Single(Assert.Throws<MergeBuildException>(() => LicenseWaiver.Read("b", code, reason, expires, Place)).Diagnostics);

        Assert.Equal(("MB5259", Place), (found.Code, found.Location));
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
