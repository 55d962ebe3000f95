using System.Net;
using System.Net.Http.Headers;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Hub;

/// <summary>
/// Asks the Hub over HTTP. Follows redirects itself, because the token must reach the Hub and nobody else: large files
/// come from other hosts, by addresses that carry their own signature.
/// </summary>
internal sealed class HubClient : IDisposable
{
    private const int MaximumRedirects = 10;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private readonly HubSettings _settings;
    private readonly HttpClient _http;

    public HubClient(HubSettings settings)
    {
        _settings = settings;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.None,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("mergebuild", MergeManifest.ToolVersion));
    }

    /// <summary>The longest time without a byte before a connection counts as cut.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>An address of the Hub; parts that are not fixed are escaped by the caller.</summary>
    public Uri Address(string path) => new(_settings.Endpoint, path);

    /// <summary>Sends a request and returns the headers of its good answer.</summary>
    /// <param name="subject">What the answer is about, for messages.</param>
    /// <param name="address">The address.</param>
    /// <param name="offset">The first byte wanted; 0 for all.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="HubTransientException">The network or the server failed; another attempt may not.</exception>
    /// <exception cref="MergeBuildException">The answer is an error that stays (MB5102 to MB5108).</exception>
    public async Task<HttpResponseMessage> GetAsync(HubSubject subject, Uri address, long offset, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MaximumRedirects; redirects++)
        {
            var response = await SendAsync(address, offset, cancellation).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
                    ? response
                    : throw (IsHub(address) ? HubErrors.Of(subject, response, _settings) : HubErrors.OfContentHost(response));
            }

            response.Dispose();
            var next = new Uri(address, location);
            if (next.Scheme is not ("http" or "https") || (address.Scheme == "https" && next.Scheme == "http"))
            {
                throw DiagnosticTable.HubAnswerInvalid.Exception(address.GetLeftPart(UriPartial.Path), $"it leads from {address.Scheme} to {next.Scheme}");
            }

            address = next;
        }

        throw DiagnosticTable.HubAnswerInvalid.Exception(address.GetLeftPart(UriPartial.Path), $"it leads on more than {MaximumRedirects} times");
    }

    /// <summary>Runs a step of reading an answer, which counts as cut after <see cref="Silence"/>.</summary>
    /// <exception cref="HubTransientException">The connection was cut.</exception>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Silence);
        try
        {
            return await step(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HubTransientException($"nothing was heard for {Silence.TotalSeconds:0} seconds");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new HubTransientException((exception.InnerException ?? exception).Message.TrimEnd('.'));
        }
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(Uri address, long offset, CancellationToken cancellation) => ReadAsync(async limited =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        if (_settings.Token is { } token && IsHub(address))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited).ConfigureAwait(false);
    }, cancellation);

    private bool IsHub(Uri address) => Uri.Compare(
        address, _settings.Endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsRedirect(HttpStatusCode status) => status is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or
        HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
