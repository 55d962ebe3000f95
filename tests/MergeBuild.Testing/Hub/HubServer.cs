using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace MergeBuild.Testing.Hub;

/// <summary>
/// A Hub on this machine: the parts of https://huggingface.co/docs/hub/api that a download needs, on one port, and the
/// host that large files come from, on another. Keeps what it was asked, and answers wrongly where it is told to.
/// </summary>
// CA2213 Disposable fields should be disposed: answers that are under way still look at the source of their cancellation.
#pragma warning disable CA2213
public sealed class HubServer : IDisposable
{
    private const int Piece = 16 << 10;
    private readonly TcpListener _hub = new(IPAddress.Loopback, 0);
    private readonly TcpListener _content = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, HubRepository> _repositories = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<HubRequest> _requests = [];

    public HubServer()
    {
        foreach (var (listener, host) in new[] { (_hub, HubHost.Hub), (_content, HubHost.Content) })
        {
            listener.Start();
            _ = ListenAsync(listener, host);
        }
    }

    /// <summary>The Hub's address.</summary>
    public string Endpoint => Address(_hub);

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<HubRequest> Requests => [.. _requests];

    /// <summary>Names of models that have other names now.</summary>
    public ConcurrentDictionary<string, string> Moved { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries on a page of a list of files.</summary>
    public int PageLength { get; set; } = 1000;

    /// <summary>Changes answers: gets the request and the right answer, and returns the one to give.</summary>
    public Func<HubRequest, HubAnswer, HubAnswer> Change { get; set; } = (_, answer) => answer;

    /// <summary>A model; made when it is first asked for.</summary>
    public HubRepository this[string name] => _repositories.GetOrAdd(name, key => new HubRepository(key));

    /// <summary>Forgets what was asked.</summary>
    public void Forget() => _requests.Clear();

    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        _stop.Cancel();
        _hub.Dispose();
        _content.Dispose();
    }

    private async Task ListenAsync(TcpListener listener, HubHost host)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token), host);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client, HubHost host)
    {
        try
        {
            using (client)
            {
                using var stream = client.GetStream();
                while (await ReadAsync(stream, host) is { } request)
                {
                    _requests.Enqueue(request);
                    if (!await SendAsync(stream, Change(request, Answer(request))))
                    {
                        // A reset, not an orderly end.
                        client.LingerState = new LingerOption(true, 0);
                        return;
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away, as it may.
        }
    }

    private async Task<HubRequest?> ReadAsync(NetworkStream stream, HubHost host)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (head.Count < 4 || !head.GetRange(head.Count - 4, 4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(next, _stop.Token) == 0)
            {
                return null;
            }

            head.Add(next[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new HubRequest(host, lines[0].Split(' ')[1], lines.Skip(1).ToDictionary(
            line => line[..line.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant(), line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
    }

    private async Task<bool> SendAsync(NetworkStream stream, HubAnswer answer)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} X\r\nContent-Length: {answer.StatedLength ?? answer.Body.Length}\r\n"));
        foreach (var (name, value) in answer.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var length = Math.Min(answer.Body.Length, answer.CutAfter ?? answer.Body.Length);
        if (answer.CutAfter != 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        }

        for (var sent = 0; sent < length; sent += Piece)
        {
            await stream.WriteAsync(answer.Body.AsMemory(sent, Math.Min(Piece, length - sent)), _stop.Token);
            if (answer.Pause > TimeSpan.Zero)
            {
                await Task.Delay(answer.Pause, _stop.Token);
            }
        }

        await stream.FlushAsync(_stop.Token);
        if (answer.CutAfter is not null)
        {
            // What was sent should arrive before the reset does.
            await Task.Delay(50, _stop.Token);
        }

        return answer.CutAfter is null && (answer.StatedLength ?? answer.Body.Length) == answer.Body.Length;
    }

    private HubAnswer Answer(HubRequest request)
    {
        var path = request.Path.Split('?')[0];
        if (request.Host == HubHost.Content)
        {
            var content = _repositories.Values
                .SelectMany(repository => repository.Contents.Select(bytes => (Id: repository.IdOf(bytes), bytes)))
                .FirstOrDefault(file => path == $"/content/{file.Id}").bytes;
            return content is null ? HubAnswer.Of(404) : Ranged(request, content);
        }

        var parts = path.Trim('/').Split('/');
        var isApi = parts is ["api", "models", ..];
        var name = isApi ? NameIn(parts[2..], "revision", "tree") : NameIn(parts, "resolve");
        if (Moved.TryGetValue(name, out var moved))
        {
            return HubAnswer.Of(307, ("Location", request.Path.Replace($"/{name}/", $"/{moved}/", StringComparison.Ordinal)));
        }

        if (!_repositories.TryGetValue(name, out var found))
        {
            return HubAnswer.Of(401, ("X-Error-Code", "RepoNotFound"), ("X-Error-Message", "Repository not found"));
        }

        var rest = parts[((isApi ? 2 : 0) + name.Split('/').Length)..];
        var revision = Uri.UnescapeDataString(rest[1]);
        return found.CommitOf(revision) is not { } commit ? HubAnswer.Of(404, ("X-Error-Code", "RevisionNotFound"))
            : rest[0] switch
            {
                "revision" => HubAnswer.Json(new JsonObject { ["id"] = name, ["sha"] = commit, ["siblings"] = new JsonArray() }.ToJsonString()),
                "tree" => Tree(request, found, commit),
                _ => Resolve(request, found, commit, Uri.UnescapeDataString(rest[2])),
            };
    }

    private static string NameIn(string[] parts, params string[] verbs) =>
        string.Join('/', parts.TakeWhile(part => !verbs.Contains(part)));

    private HubAnswer Tree(HubRequest request, HubRepository repository, string commit)
    {
        var query = request.Path[(request.Path.IndexOf('?', StringComparison.Ordinal) + 1)..];
        var start = query.Split('&').FirstOrDefault(part => part.StartsWith("cursor=", StringComparison.Ordinal)) is { } cursor ? int.Parse(cursor.AsSpan(7), null) : 0;
        var files = repository.Files(commit).OrderBy(file => file.Key, StringComparer.Ordinal).ToArray();
        var page = new JsonArray([.. files.Skip(start).Take(PageLength).Select(file => Entry(repository, file.Key, file.Value))]);
        var answer = HubAnswer.Json(page.ToJsonString());
        return start + PageLength >= files.Length ? answer
            : answer.With("Link", $"<{Endpoint}/api/models/{repository.Name}/tree/{commit}?recursive=false&expand=false&cursor={start + PageLength}>; rel=\"next\"");
    }

    private static JsonObject Entry(HubRepository repository, string name, byte[] content)
    {
        var entry = new JsonObject { ["type"] = "file", ["oid"] = new string('0', 40), ["size"] = content.Length, ["path"] = name };
        if (repository.IsLarge(content))
        {
            entry["lfs"] = new JsonObject { ["oid"] = repository.IdOf(content), ["size"] = content.Length, ["pointerSize"] = 134 };
        }
        else
        {
            entry["oid"] = repository.IdOf(content);
        }

        return entry;
    }

    private HubAnswer Resolve(HubRequest request, HubRepository repository, string commit, string name)
    {
        if (!repository.Files(commit).TryGetValue(name, out var content))
        {
            return HubAnswer.Of(404, ("X-Error-Code", "EntryNotFound"), ("X-Repo-Commit", commit));
        }

        var id = repository.IdOf(content);
        return repository.IsLarge(content)
            ? HubAnswer.Of(302, ("Location", $"{Address(_content)}/content/{id}?signature=secret"), ("X-Repo-Commit", commit), ("X-Linked-Etag", $"\"{id}\""),
                ("X-Linked-Size", content.Length.ToString(CultureInfo.InvariantCulture)))
            : Ranged(request, content).With("ETag", $"\"{id}\"").With("X-Repo-Commit", commit);
    }

    private static HubAnswer Ranged(HubRequest request, byte[] content) =>
        request.Offset == 0 ? HubAnswer.Of(200) with { Body = content }
        : request.Offset >= content.Length ? HubAnswer.Of(416)
        : HubAnswer.Of(206, ("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {request.Offset}-{content.Length - 1}/{content.Length}"))) with
        {
            Body = content[(int)request.Offset..],
        };

    private static string Address(TcpListener listener) =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
}
