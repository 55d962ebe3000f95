using System.Net;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Hub;

/// <summary>
/// Fetches one file into the cache. What has arrived lies in <c>blobs/name.incomplete</c>, as other tools leave it, and
/// is gone on with after a cut or a kill; only content of the stated digest gets its name, after it is on the disk.
/// </summary>
internal sealed class FileDownload(HubClient client, HubCache cache, HubOptions options, FetchProgress progress)
{
    private const int BufferLength = 1 << 18;

    /// <summary>Fetches a content, unless another process has done so meanwhile, and shows it in the snapshot.</summary>
    public async Task RunAsync(HubReference reference, string commit, HubFile file, CancellationToken cancellation)
    {
        using var held = await BlobLock.TakeAsync(cache.LockFile(file.ContentId), cancellation).ConfigureAwait(false);
        var blob = Path.Combine(cache.Blobs, file.ContentId);
        if (CachedContent.Has(blob, file.Length))
        {
            progress.Skip(file.Length);
        }
        else
        {
            var partial = blob + ".incomplete";
            var isResumed = File.Exists(partial);
            try
            {
                await FetchAsync(reference, commit, file, partial, cancellation).ConfigureAwait(false);
            }

            // What another run, or another tool, left may be wrong; what is fetched from its first byte may not.
            catch (MergeBuildException exception) when (isResumed && exception.Diagnostics[0].Descriptor == DiagnosticTable.HubWrongBytes)
            {
                await FetchAsync(reference, commit, file, partial, cancellation).ConfigureAwait(false);
            }

            options.Files.Replace(partial, blob);
            options.Files.SyncDirectory(cache.Blobs);
        }

        cache.Link(commit, file.Name, file.ContentId);
    }

    private async Task FetchAsync(HubReference reference, string commit, HubFile file, string partial, CancellationToken cancellation)
    {
        var subject = new HubSubject(reference, file.Name);
        var address = client.Address($"{reference.Repository}/resolve/{commit}/{Uri.EscapeDataString(file.Name)}");
        var attempt = 1;
        var state = PartialFile.Open(partial, file, reference.ToString(), options.Files);
        try
        {
            progress.Skip(state.Found);
            while (state.Position < file.Length)
            {
                var before = state.Position;
                try
                {
                    await ReceiveAsync(subject, address, state, cancellation).ConfigureAwait(false);
                    if (state.Position < file.Length)
                    {
                        throw new HubTransientException($"the answer ended after {state.Position} of {file.Length} bytes");
                    }
                }
                catch (HubTransientException failure)
                {
                    attempt = state.Position > before ? 1 : attempt;
                    if (!options.Retry.May(attempt, failure))
                    {
                        throw DiagnosticTable.HubUnreachable.Exception(subject.ToString(), failure.Message, attempt);
                    }

                    await options.Retry.BeforeNextAsync(attempt++, failure, cancellation).ConfigureAwait(false);
                }
            }

            state.Complete();
        }
        catch (MergeBuildException exception) when (exception.Diagnostics[0].Descriptor == DiagnosticTable.HubWrongBytes)
        {
            Restart(state);
            state.Dispose();
            options.Files.Delete(partial);
            throw;
        }
        finally
        {
            state.Dispose();
        }
    }

    private async Task ReceiveAsync(HubSubject subject, Uri address, PartialFile state, CancellationToken cancellation)
    {
        using var response = await client.GetAsync(subject, address, state.Position, cancellation).ConfigureAwait(false);
        var start = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From : 0;
        if (start != state.Position || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // A server may ignore the range, or know it no more: the file is fetched from its first byte.
            Restart(state);
            if (start != 0 || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                throw new HubTransientException("the answer has other bytes than were asked for");
            }
        }

        using var stream = await client.ReadAsync(response.Content.ReadAsStreamAsync, cancellation).ConfigureAwait(false);
        var buffer = new byte[BufferLength];
        while (await client.ReadAsync(limited => stream.ReadAsync(buffer, limited).AsTask(), cancellation).ConfigureAwait(false) is var count and > 0)
        {
            state.Append(buffer.AsSpan(0, count));
            progress.Add(count);
        }
    }

    private void Restart(PartialFile state)
    {
        progress.Add(state.Found - state.Position);
        progress.Skip(-state.Found);
        state.Restart();
    }
}
