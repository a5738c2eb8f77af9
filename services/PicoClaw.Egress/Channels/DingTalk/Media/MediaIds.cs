using PicoClaw.Hosting.Cleaning;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>The media ids of files that DingTalk has: they do not expire, so a retry, a takeover or another reply uploads nothing again.</summary>
internal sealed class MediaIds([FromKeyedServices(EgressService.Name)] IStore store)
{
    public Task<string?> FindAsync(DingTalkAccount account, MediaDraft draft, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.FirstOrDefaultAsync<string>(
                "SELECT media_id FROM media WHERE app = @app AND kind = @kind AND sha256 = @sha256", Key(account, draft)),
            cancellationToken);

    public Task AddAsync(DingTalkAccount account, MediaDraft draft, string mediaId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session =>
            {
                var (app, kind, sha256) = (AppOf(account), draft.Key, draft.Blob.Sha256);
                return session.ExecuteAsync(
                    """
                    INSERT INTO media (app, kind, sha256, media_id, uploaded_at) VALUES (@app, @kind, @sha256, @mediaId, now_ms())
                    ON CONFLICT (app, kind, sha256) DO UPDATE SET media_id = excluded.media_id, uploaded_at = excluded.uploaded_at
                    """,
                    new { app, kind, sha256, mediaId });
            },
            cancellationToken);

    /// <summary>DingTalk refused it: should the same file be sent again, it is uploaded again.</summary>
    public Task ForgetAsync(DingTalkAccount account, MediaDraft draft, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session => session.ExecuteAsync("DELETE FROM media WHERE app = @app AND kind = @kind AND sha256 = @sha256", Key(account, draft)),
            cancellationToken);

    private static object Key(DingTalkAccount account, MediaDraft draft) => new { app = AppOf(account), kind = draft.Key, sha256 = draft.Blob.Sha256 };

    // An id is valid for the app that uploaded, whatever the account is called.
    private static string AppOf(DingTalkAccount account) => StoreKey.Of($"{DingTalkChannel.ChannelName}:{account.ClientId}");
}
