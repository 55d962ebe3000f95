using System.Net;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Hub;

/// <summary>
/// What an answer other than success means. The Hub says it in the header X-Error-Code; the status alone says little:
/// 401 stands for a private, a missing and a gated model.
/// </summary>
internal static class HubErrors
{
    private const string CodeHeader = "X-Error-Code";
    private const string MessageHeader = "X-Error-Message";
    private const string WrongToken = "Invalid credentials in Authorization header";

    /// <summary>The exception for an answer; disposes the answer.</summary>
    public static Exception Of(HubSubject subject, HttpResponseMessage response, HubSettings settings)
    {
        using (response)
        {
            var (repository, revision) = subject.Reference;
            var hub = settings.Endpoint.GetLeftPart(UriPartial.Authority);
            var message = Header(response, MessageHeader);
            return (Header(response, CodeHeader), response.StatusCode) switch
            {
                ("GatedRepo", _) => DiagnosticTable.HubGated.Exception(repository, new Uri(settings.Endpoint, repository).AbsoluteUri),
                ("RevisionNotFound", _) => DiagnosticTable.HubRevisionMissing.Exception(repository, revision),
                ("EntryNotFound", _) => DiagnosticTable.HubFileMissing.Exception(repository, revision, subject.File ?? "."),
                (_, HttpStatusCode.Unauthorized) when message == WrongToken => DiagnosticTable.HubTokenRefused.Exception(hub, repository, "it is not valid"),
                ("RepoNotFound", _) or (_, HttpStatusCode.Unauthorized) => DiagnosticTable.HubRepositoryMissing.Exception(hub, repository),
                (_, HttpStatusCode.Forbidden) => settings.Token is null
                    ? DiagnosticTable.HubRepositoryMissing.Exception(hub, repository)
                    : DiagnosticTable.HubTokenRefused.Exception(hub, repository, message ?? "it may not read this model"),
                (_, HttpStatusCode.NotFound) => subject.File is { } file
                    ? DiagnosticTable.HubFileMissing.Exception(repository, revision, file)
                    : DiagnosticTable.HubRepositoryMissing.Exception(hub, repository),
                var (_, status) when IsTransient(status) => new HubTransientException($"the answer was {(int)status}", RetryAfter(response)),
                var (_, status) => DiagnosticTable.HubAnswerInvalid.Exception(
                    response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path) ?? hub, $"it is {(int)status}{(message is null ? "" : $", '{message}'")}"),
            };
        }
    }

    /// <summary>
    /// The exception for an answer of the host that a file comes from; disposes the answer. Its addresses are signed for a
    /// while, so what it refuses may be given under the address that the Hub gives next.
    /// </summary>
    public static Exception OfContentHost(HttpResponseMessage response)
    {
        using (response)
        {
            return new HubTransientException($"the host of the file answered {(int)response.StatusCode}", RetryAfter(response));
        }
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
