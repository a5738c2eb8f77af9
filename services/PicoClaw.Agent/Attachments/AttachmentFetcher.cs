using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Attachments;

/// <summary>From the store of blobs if it was fetched before; else the channel is asked for an address, and that is read.</summary>
internal sealed class AttachmentFetcher(
    FetchedTable fetched, IAttachmentAddresses addresses, AttachmentDownloader downloader, IBlobStore blobs, ILogger<AttachmentFetcher> logger)
    : IAttachmentFetcher
{
    // A platform's are some hundred characters long.
    private const int LongestReference = 8192;

    public async Task<FetchedAttachment> FetchAsync(Conversation conversation, Attachment attachment, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(attachment.Reference) || attachment.Reference.Length > LongestReference)
        {
            return new FetchedAttachment(attachment, null, FetchFault.NoReference);
        }

        try
        {
            return new FetchedAttachment(attachment, await FindOrFetchAsync(conversation, attachment, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var fault = (exception as FetchException)?.Fault ?? FetchFault.Unavailable;
            Log.AttachmentNotFetched(logger, attachment.Kind, conversation.Account, $"{fault}", OneLine.Of(exception.Message));
            return new FetchedAttachment(attachment, null, fault);
        }
    }

    private async Task<BlobReference> FindOrFetchAsync(Conversation conversation, Attachment attachment, CancellationToken cancellationToken)
    {
        var key = FetchedTable.KeyOf(conversation, attachment.Reference);
        if (await FindAsync(key, cancellationToken) is { } known)
        {
            return known;
        }

        var where = await addresses.AskAsync(conversation, attachment.Reference, cancellationToken);
        if (where.Address is not { IsAbsoluteUri: true } address)
        {
            var fault = where.Fault == AddressFault.Refused ? FetchFault.Expired : FetchFault.Unavailable;
            throw new FetchException(fault, where.Reason ?? "no address was given");
        }

        var blob = await downloader.DownloadAsync(address, where.MayBePrivate, attachment.Kind, cancellationToken);
        await fetched.PutAsync(key, blob, cancellationToken);
        Log.AttachmentFetched(logger, attachment.Kind, conversation.Account, blob.MediaType, blob.Size, blob.Id);
        return blob;
    }

    // A store that was restored without its blobs knows more than there is.
    private async Task<BlobReference?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (await fetched.FindAsync(key, cancellationToken) is not { } known)
        {
            return null;
        }

        await using var stream = await blobs.OpenAsync(known.Id, cancellationToken);
        return stream is null ? null : known;
    }
}
