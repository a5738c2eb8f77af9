using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Attachments;

/// <summary>Reads an address that a platform, and so anybody, has given, into the store of blobs: docs/adr/0019.</summary>
internal sealed class AttachmentDownloader(DownloadClients clients, IBlobStore blobs, IOptions<AttachmentOptions> options, TimeProvider time)
{
    /// <summary>For all of it, so that one that drips ends, too.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private const int MostRedirects = 5;

    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task<BlobReference> DownloadAsync(Uri address, bool mayBePrivate, AttachmentKind kind, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await OpenAsync(address, mayBePrivate, either.Token);
            return await StoreAsync(response, kind, either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What the connection was refused for is inside of what the client says.
            for (var cause = exception; cause is not null; cause = cause.InnerException)
            {
                if (cause is FetchException known)
                {
                    throw new FetchException(known.Fault, known.Message);
                }
            }

            throw exception is HttpRequestException or IOException or OperationCanceledException
                ? new FetchException(FetchFault.Unavailable, limit.IsCancellationRequested ? $"it did not come within {Limit}" : Reason(exception))
                : exception;
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(Uri first, bool mayBePrivate, CancellationToken cancellationToken)
    {
        var address = first;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var isOwn = mayBePrivate && address.Port == first.Port && string.Equals(address.IdnHost, first.IdnHost, StringComparison.OrdinalIgnoreCase);
            var isProxied = clients.IsProxied(address);
            AddressRules.Check(address, isOwn, isProxied);

            // Without a Content-Type: the address's signature covers it.
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            var client = isOwn || isProxied ? clients.Open : clients.Guarded;
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is < 300 or >= 400)
            {
                return response;
            }

            using (response)
            {
                address = response.Headers.Location is { } location && Uri.TryCreate(address, location, out var next)
                    ? next
                    : throw new FetchException(FetchFault.Unavailable, $"{address.IdnHost} answered {(int)response.StatusCode} without a place to go");
            }
        }

        throw new FetchException(FetchFault.Unavailable, $"{first.IdnHost} led from one address to the next for more than {MostRedirects} times");
    }

    private async Task<BlobReference> StoreAsync(HttpResponseMessage response, AttachmentKind kind, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var isOver = (int)response.StatusCode < 500 && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
            throw new FetchException(isOver ? FetchFault.Expired : FetchFault.Unavailable, $"its server answered {(int)response.StatusCode}");
        }

        // It was asked for as it is. What is packed all the same stays packed: nobody unpacks it to see how large it is.
        if (response.Content.Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FetchException(FetchFault.WrongType, "its server packed it");
        }

        var most = options.Value.MaxBytes;
        if (response.Content.Headers.ContentLength > most)
        {
            throw new FetchException(FetchFault.TooLarge, $"it has {response.Content.Headers.ContentLength} bytes; more than {most} are not fetched");
        }

        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var head = new byte[Blob.HeadLength];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var mediaType = MagicBytes.Of(head.AsSpan(0, length));
        if (!MagicBytes.Fits(kind, mediaType))
        {
            throw new FetchException(FetchFault.WrongType, $"as {kind} it is {mediaType}");
        }

        var blob = await blobs.WriteAsync(new LimitedContent(head.AsMemory(0, length), content, most), cancellationToken);
        return new BlobReference { Id = blob.Id, Size = blob.Size, Sha256 = blob.Sha256, MediaType = mediaType };
    }

    // The client's own message may hold the address, or words of the server. That of the store says what the administrator has to know: a full disk.
    private static string Reason(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: var error } => $"{error}",
        HttpIOException { HttpRequestError: var error } => $"{error}",
        IOException => exception.Message,
        _ => exception.GetType().Name,
    };
}
