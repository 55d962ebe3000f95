using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Hub;

/// <summary>The two questions about a model that a restore asks: https://huggingface.co/docs/hub/api.</summary>
internal sealed partial class HubApi(HubClient client, HubRetry retry)
{
    // Models with a thousand shards have answers of a few megabytes.
    private const int MaximumAnswer = 32 << 20;
    private const int MaximumPages = 200;
    private const int MaximumNameLength = 255;
    private const int GitDigits = 40;
    private const int Sha256Digits = 64;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The commit that a revision is now, and the name that the model has now.</summary>
    public async Task<(string Commit, string Repository)> ResolveAsync(HubReference reference, CancellationToken cancellation)
    {
        var address = client.Address($"api/models/{reference.Repository}/revision/{Uri.EscapeDataString(reference.Revision)}");
        var (answer, _) = await AskAsync(reference, address, cancellation).ConfigureAwait(false);
        var commit = answer.ValueKind == JsonValueKind.Object ? Text(answer, "sha") : null;
        if (commit is null || !HubReference.IsCommitId(commit))
        {
            throw Invalid(address, "it names no commit");
        }

        return (commit, Text(answer, "id") is { } id && HubReference.Find($"{HubReference.Prefix}{id}") is { } named ? named.Repository : reference.Repository);
    }

    /// <summary>The files in the top folder of a commit.</summary>
    public async Task<ImmutableArray<HubFile>> ListAsync(HubReference reference, string commit, CancellationToken cancellation)
    {
        var files = new Dictionary<string, HubFile>(StringComparer.Ordinal);
        var next = client.Address($"api/models/{reference.Repository}/tree/{commit}?recursive=false&expand=false");
        for (var page = 0; next is not null; page++)
        {
            if (page == MaximumPages)
            {
                throw Invalid(next, $"the list of files has more than {MaximumPages} pages");
            }

            var (answer, following) = await AskAsync(reference with { Revision = commit }, next, cancellation).ConfigureAwait(false);
            if (answer.ValueKind != JsonValueKind.Array)
            {
                throw Invalid(next, "it is no list of files");
            }

            foreach (var file in answer.EnumerateArray().Select(entry => File(entry, next)).OfType<HubFile>())
            {
                if (!files.TryAdd(file.Name, file))
                {
                    throw Invalid(next, $"it lists '{file.Name}' twice");
                }
            }

            next = following;
        }

        return [.. files.Values.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    // Folders and links of the repository are none of a model directory's files.
    private static HubFile? File(JsonElement entry, Uri address)
    {
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "path") is not { Length: > 0 and <= MaximumNameLength } name)
        {
            throw Invalid(address, "an entry of the list has no path");
        }

        if (Text(entry, "type") != "file")
        {
            return null;
        }

        if (name != Path.GetFileName(name) || name is "." or ".." || name.AsSpan().ContainsAny("/\\:") || name.Any(char.IsControl))
        {
            throw Invalid(address, $"'{name}' is not the plain name of a file");
        }

        var large = entry.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object;
        var (owner, digits) = large ? (lfs, Sha256Digits) : (entry, GitDigits);
        return Text(owner, "oid") is { } id && id.Length == digits && id.All(char.IsAsciiHexDigitLower) &&
            owner.TryGetProperty("size", out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var length) && length >= 0
                ? new HubFile(name, length, id)
                : throw Invalid(address, $"it states no size or no digest of '{name}'");
    }

    private async Task<(JsonElement Answer, Uri? Next)> AskAsync(HubReference reference, Uri address, CancellationToken cancellation)
    {
        var subject = new HubSubject(reference, null);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await client.GetAsync(subject, address, 0, cancellation).ConfigureAwait(false);
                return (Parse(await ReadAsync(response, address, cancellation).ConfigureAwait(false), address), NextOf(response, address));
            }
            catch (HubTransientException failure)
            {
                if (!retry.May(attempt, failure))
                {
                    throw DiagnosticTable.HubUnreachable.Exception(subject.ToString(), failure.Message, attempt);
                }

                await retry.BeforeNextAsync(attempt, failure, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        using var stream = await client.ReadAsync(response.Content.ReadAsStreamAsync, cancellation).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await client.ReadAsync(limited => stream.ReadAsync(buffer, limited).AsTask(), cancellation).ConfigureAwait(false) is var count and > 0)
        {
            if (bytes.Length + count > MaximumAnswer)
            {
                throw Invalid(address, $"it has more than {MaximumAnswer} bytes");
            }

            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    private static JsonElement Parse(byte[] bytes, Uri address)
    {
        try
        {
            return JsonElement.Parse(bytes, Strict);
        }

        // The latter for names with half a character.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid(address, "it is not JSON");
        }
    }

    private static Uri? NextOf(HttpResponseMessage response, Uri address) =>
        response.Headers.TryGetValues("Link", out var links) && NextLink().Match(string.Join(',', links)) is { Success: true } match
            ? Uri.TryCreate(address, match.Groups[1].Value, out var next) && next.Scheme == address.Scheme
                ? next
                : throw Invalid(address, "its next page has no address")
            : null;

    // Text whose escapes are no characters throws when it is asked for; such text is no answer to anything.
    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static MergeBuildException Invalid(Uri address, string problem) =>
        DiagnosticTable.HubAnswerInvalid.Exception(address.GetLeftPart(UriPartial.Path), problem);

    [GeneratedRegex("""<([^>]{1,4000})>\s*;[^,<]*\brel="?next\b""")]
    private static partial Regex NextLink();
}
