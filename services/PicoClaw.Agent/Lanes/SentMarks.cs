using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Lanes;

/// <summary>
/// Marks the replies that are with egress; those of several lanes share a transaction. It is about a send that was confirmed, so no
/// lease guards it. A mark that is lost only sends the reply again, under its id.
/// </summary>
internal sealed class SentMarks : IAsyncDisposable
{
    private readonly IStore _store;
    private readonly IntakeBatcher<Guid, bool> _batches;

    public SentMarks([FromKeyedServices(AgentService.Name)] IStore store)
    {
        _store = store;
        _batches = new(WriteAsync);
    }

    public Task AddAsync(Guid replyId, CancellationToken cancellationToken) => _batches.PutAsync(replyId, cancellationToken);

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<Guid> replyIds, CancellationToken cancellationToken)
    {
        var batch = new SqlBatch();
        foreach (var replyId in replyIds)
        {
            batch.Add($"UPDATE reply SET sent = 1 WHERE reply_id = {replyId.ToString()}");
        }

        await _store.ExecuteTransientAsync(session => session.ExecuteAsync(batch.Sql, batch.Parameters), cancellationToken);
        return [.. replyIds.Select(_ => true)];
    }
}
