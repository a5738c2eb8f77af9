using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Attachments;

/// <summary>What was fetched, so that a turn that starts again does not fetch it again. Forgotten with its blob.</summary>
internal sealed class FetchedTable([FromKeyedServices(AgentService.Name)] IStore store)
{
    public static string KeyOf(Conversation conversation, string reference) =>
        DeterministicId.From(conversation.Channel, conversation.Account, reference).ToString();

    public Task<BlobReference?> FindAsync(string key, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.FirstOrDefaultAsync<BlobReference>(
                "SELECT blob_id AS Id, size AS Size, sha256 AS Sha256, media_type AS MediaType FROM attachment WHERE attachment_key = @key", new { key }),
            cancellationToken);

    public Task PutAsync(string key, BlobReference blob, CancellationToken cancellationToken) =>
        store.ExecuteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO attachment (attachment_key, blob_id, size, sha256, media_type, fetched_at)
                VALUES (@key, @Id, @Size, @Sha256, @MediaType, now_ms())
                ON CONFLICT (attachment_key) DO UPDATE SET
                    blob_id = excluded.blob_id, size = excluded.size, sha256 = excluded.sha256, media_type = excluded.media_type,
                    fetched_at = excluded.fetched_at
                """,
                new { key, blob.Id, blob.Size, blob.Sha256, blob.MediaType }),
            cancellationToken);
}
