using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

/// <summary>Appends messages. Those that come while the disk is busy share the next write and flush.</summary>
internal sealed class SpoolWriter : IAsyncDisposable
{
    // Small enough that what is drained is soon deleted, and that a file fits into memory.
    private const int SegmentBytes = 1024 * 1024;

    private readonly SpoolFiles _files;
    private readonly SpoolQueue _queue;
    private readonly SpoolJournal _journal;
    private readonly long _maxBytes;
    private readonly IntakeBatcher<Appended, bool> _batches;
    private Segment? _current;

    public SpoolWriter(SpoolFiles files, SpoolQueue queue, SpoolJournal journal, long maxBytes)
    {
        (_files, _queue, _journal, _maxBytes) = (files, queue, journal, maxBytes);
        _batches = new(WriteAsync);
    }

    /// <summary>Returns when the message is on disk; throws <see cref="NotConfirmedException"/> when the spool does not take it.</summary>
    public Task AppendAsync(SpooledMessage message, CancellationToken cancellationToken)
    {
        var key = ConversationKey.Of(message);
        var record = SpoolRecord.Frame(message.ToUtf8());
        _queue.Expect(key);
        return PutAsync(new Appended(key, message.SentAt, record)).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _batches.DisposeAsync();
        _current?.Close();
    }

    // Goes on when nobody waits for it any more: what is being written will be in the spool.
    private async Task PutAsync(Appended appended)
    {
        try
        {
            await _batches.PutAsync(appended, CancellationToken.None);
        }
        finally
        {
            _queue.Expected(appended.Key);
        }
    }

    private Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<Appended> batch, CancellationToken cancellationToken)
    {
        var bytes = batch.Sum(appended => appended.Record.Length);
        if (_files.Bytes + bytes > _maxBytes)
        {
            throw new NotConfirmedException(_journal.Full(_maxBytes));
        }

        try
        {
            var segment = Open(bytes);
            var offset = segment.Bytes;
            _files.Append(segment, [.. batch.Select(appended => (ReadOnlyMemory<byte>)appended.Record)]);
            _queue.Add(segment, Items(batch, offset));
            LetGo(segment);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Abandon();
            throw new NotConfirmedException(_journal.DiskFailed(exception.Message), exception);
        }

        _journal.DiskWorks();
        return Task.FromResult<IReadOnlyList<bool>>(new bool[batch.Count]);
    }

    private static IEnumerable<SpoolItem> Items(IEnumerable<Appended> batch, long offset)
    {
        foreach (var (key, sentAt, record) in batch)
        {
            yield return new SpoolItem(key, sentAt, offset, record.Length);
            offset += record.Length;
        }
    }

    private Segment Open(int bytes)
    {
        if (_current is { } current && (current.Bytes + bytes > SegmentBytes || !_queue.Hold(current)))
        {
            _current = null;
            current.Close();
        }

        if (_current is null)
        {
            _current = _files.Create();
            _queue.Hold(_current);
        }

        return _current;
    }

    // After a failed flush nobody knows what the disk holds of this file, so the next attempt takes another one.
    private void Abandon()
    {
        if (_current is not { } segment)
        {
            return;
        }

        _current = null;
        try
        {
            segment.Cut();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What stays behind its last message was not acked.
        }

        segment.Close();
        LetGo(segment);
    }

    private void LetGo(Segment segment)
    {
        if (_queue.LetGo(segment))
        {
            _current = null;
            _files.Retire(segment);
        }
    }

    private sealed record Appended(ConversationKey Key, DateTimeOffset SentAt, byte[] Record);
}
