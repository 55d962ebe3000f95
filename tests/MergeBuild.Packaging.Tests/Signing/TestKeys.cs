using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MergeBuild.Packaging.Tests.Signing;

/// <summary>A key on each curve, made anew by every run.</summary>
internal static class TestKeys
{
    private static readonly ConcurrentDictionary<string, ECDsa> Keys = new(StringComparer.Ordinal);

    public static ECDsa Of(string curve) => Keys.GetOrAdd(curve, name => ECDsa.Create(name switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    }));

    public static string PrivatePem(string curve) => Of(curve).ExportECPrivateKeyPem();

    public static string PublicPem(string curve) => Of(curve).ExportSubjectPublicKeyInfoPem() + "\n";
}
