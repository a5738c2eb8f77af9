using System.Data.Common;
using DingTalk.Stream.OpenApi;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>Gives DingTalk a file of the store of blobs, and keeps the id that it gets there.</summary>
internal sealed class MediaUploader(MediaIds ids, IBlobStore blobs, ILogger<MediaUploader> logger)
{
    // What it takes to see that the store of blobs, or DingTalk's upload, is back.
    private static readonly TimeSpan AwayDelay = TimeSpan.FromSeconds(5);

    /// <summary>Nothing is delivered by it, so no outcome is unknown: what may have been uploaded is uploaded again.</summary>
    public async Task<SendResult> UploadAsync(DingTalkAccount account, MediaDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            if (await ids.FindAsync(account, draft, cancellationToken) is not null)
            {
                // Another reply has brought it since this one was planned.
                return new SendResult.NotCalled();
            }

            if (await ReadAsync(draft, cancellationToken) is not { } bytes)
            {
                return new SendResult.Refused($"its bytes (blob {draft.Blob.Id}) are no longer in the store of blobs, or others than were said");
            }

            var id = await account.Client.Media.UploadAsync(draft.Kind, draft.Name, bytes, cancellationToken);
            await KeepAsync(account, draft, id, cancellationToken);
            return SendResult.Sent.ToAll;
        }
        catch (Exception exception) when (exception is IOException or DbException)
        {
            return new SendResult.Delayed(AwayDelay, $"the store of its bytes is away: {exception.Message}");
        }
        catch (Exception exception) when (SendErrors.ResultOf(exception, DingTalkRoutes.Upload, account, cancellationToken) is { } result)
        {
            return cancellationToken.IsCancellationRequested ? new SendResult.NotCalled()
                : result is SendResult.Unknown { IsServerFault: true } failed && exception is UnknownOutcomeException { Status: not null }
                    ? new SendResult.Later(AwayDelay, failed.Reason)
                : result is SendResult.Unknown slow ? new SendResult.Busy(AwayDelay, slow.Reason)
                : result;
        }
    }

    /// <summary>DingTalk refused a message with the file: if it was for its media id, that is not used again.</summary>
    public async Task ForgetAsync(DingTalkAccount account, MediaDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            await ids.ForgetAsync(account, draft, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            // The refusal is what counts here.
            Log.UploadNotKept(logger, account.Name, exception.Message);
        }
    }

    private async Task KeepAsync(DingTalkAccount account, MediaDraft draft, string id, CancellationToken cancellationToken)
    {
        try
        {
            await ids.AddAsync(account, draft, id, cancellationToken);
        }
        catch (DbException exception)
        {
            Log.UploadNotKept(logger, account.Name, exception.Message);
            throw;
        }
    }

    // Null when it is gone. One upload of an account is under way at a time, so this is the most that an account holds in memory.
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(MediaDraft draft, CancellationToken cancellationToken)
    {
        if (await blobs.OpenAsync(draft.Blob.Id, cancellationToken) is not { } content)
        {
            return null;
        }

        await using (content)
        {
            var bytes = new byte[draft.Blob.Size];
            var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return read == bytes.Length && await content.ReadAsync(new byte[1], cancellationToken) == 0 ? bytes : null;
        }
    }
}
