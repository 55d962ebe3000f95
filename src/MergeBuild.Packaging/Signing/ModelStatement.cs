using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Signing;

/// <summary>
/// What a signature of OpenSSF Model Signing v1.0 is over: every file of a model with its digest, and how they were
/// listed. https://github.com/ossf/model-signing-spec/blob/main/spec/v1.0.md.
/// </summary>
/// <param name="ModelName">The name of the one subject.</param>
/// <param name="Resources">The files in the order in which the root digest goes over them.</param>
/// <param name="HashType"><c>sha256</c> or <c>blake3</c>.</param>
/// <param name="ShardSize">The bytes of a range, for models that are listed in ranges; null for whole files.</param>
/// <param name="IgnoredPaths">Relative paths that are not listed, besides <see cref="SignedListing.AlwaysIgnored"/>.</param>
internal sealed record ModelStatement(
    string ModelName, ImmutableArray<SignedResource> Resources, string HashType, long? ShardSize, ImmutableArray<string> IgnoredPaths)
{
    public const string Type = "https://in-toto.io/Statement/v1";
    public const string PredicateType = "https://model_signing/signature/v1.0";
    public const string Sha256 = "sha256";
    public const string Blake3 = "blake3";

    /// <summary>SHA-256 over the raw digests in order, whatever they were made with.</summary>
    public string RootDigest => Convert.ToHexStringLower(SHA256.HashData([.. Resources.SelectMany(resource => Convert.FromHexString(resource.Digest))]));

    /// <summary>The payload of a signature; the same statement gives the same bytes.</summary>
    public byte[] ToPayload() => CanonicalJson.WriteLine(new JsonObject
    {
        ["_type"] = Type,
        ["subject"] = new JsonArray(new JsonObject { ["name"] = ModelName, ["digest"] = new JsonObject { [Sha256] = RootDigest } }),
        ["predicateType"] = PredicateType,
        ["predicate"] = new JsonObject
        {
            ["resources"] = new JsonArray([.. Resources.Select(resource => new JsonObject
            {
                ["name"] = resource.Name,
                ["digest"] = resource.Digest,
                ["algorithm"] = HashType,
            })]),
            ["serialization"] = new JsonObject
            {
                ["method"] = "files",
                ["hash_type"] = HashType,
                ["allow_symlinks"] = false,
                ["ignore_paths"] = new JsonArray([.. IgnoredPaths.Select(path => (JsonNode)path)]),
            },
        },
    });

    /// <summary>Reads a payload; anything but what the specification allows is an error.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="path">The signature's file, for messages.</param>
    /// <exception cref="MergeBuildException">MB5232, MB5234, MB5235.</exception>
    public static ModelStatement Read(byte[] payload, string path)
    {
        var json = new JsonFields(JsonFile.ParseObject(payload, path, DiagnosticTable.SignatureMalformed), path, "the statement", DiagnosticTable.SignatureMalformed);
        if ((json.Text("_type"), json.Text("predicateType")) is var types && types != (Type, PredicateType))
        {
            throw json.Invalid($"it is a statement of the type '{types.Item2}'.");
        }

        if (json.Objects("subject").ToArray() is not [var subject])
        {
            throw json.Invalid("it has not exactly one subject.");
        }

        var predicate = json.Object("predicate");
        predicate.RefuseOthers("resources", "serialization");
        var serialization = predicate.Object("serialization");
        var (hashType, shardSize) = ReadMethod(serialization, path);
        var statement = new ModelStatement(
            subject.Text("name"),
            [.. predicate.Objects("resources").Select(resource => ReadResource(resource, hashType, shardSize))],
            hashType,
            shardSize,
            serialization.Has("ignore_paths") ? serialization.TextArray("ignore_paths") : []);
        CheckResources(statement, predicate);
        var stated = subject.Object("digest").Sha256(Sha256);
        return stated == statement.RootDigest ? statement : throw DiagnosticTable.SignatureRootDigest.Exception(path, stated, statement.RootDigest);
    }

    private static (string HashType, long? ShardSize) ReadMethod(JsonFields json, string path)
    {
        json.RefuseOthers("method", "hash_type", "shard_size", "allow_symlinks", "ignore_paths");
        if (json.Truth("allow_symlinks"))
        {
            throw DiagnosticTable.SignatureNotSupported.Exception(path, "symbolic links");
        }

        var hashType = json.Text("hash_type");
        if (hashType is not (Sha256 or Blake3))
        {
            throw DiagnosticTable.SignatureNotSupported.Exception(path, $"digests of the type '{hashType}'");
        }

        return json.Text("method") switch
        {
            "files" when !json.Has("shard_size") => (hashType, null),
            "shards" when json.WholeNumber("shard_size") is var size and > 0 => (hashType, size),
            var method => throw json.Invalid($"the method '{method}' is unknown, or has a wrong shard_size."),
        };
    }

    private static SignedResource ReadResource(JsonFields json, string hashType, long? shardSize)
    {
        json.RefuseOthers("name", "digest", "algorithm");
        var (name, algorithm) = (json.Text("name"), json.Text("algorithm"));

        // The reference implementation writes the shard size into the name of the algorithm.
        if (algorithm != hashType && algorithm != FormattableString.Invariant($"{hashType}-sharded-{shardSize}"))
        {
            throw json.Invalid($"'{name}' has the algorithm '{algorithm}', and the serialization says {hashType}.");
        }

        return SignedListing.IsRelativeName(name)
            ? new SignedResource(name, json.Sha256("digest"))
            : throw json.Invalid($"'{name}' is not a relative path inside the model.");
    }

    private static void CheckResources(ModelStatement statement, JsonFields json)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (statement.Resources.IsEmpty || statement.Resources.FirstOrDefault(resource => !seen.Add(resource.Name)) is not null)
        {
            throw json.Invalid("its resources are none, or one of them is listed twice.");
        }
    }
}
