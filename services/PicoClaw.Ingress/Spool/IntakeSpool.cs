using Microsoft.Extensions.Options;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

/// <summary>
/// Messages that the broker has not confirmed, on disk. While a conversation has one here its newer ones follow it, so their order survives.
/// </summary>
internal sealed class IntakeSpool : IAsyncDisposable
{
    private readonly SpoolQueue _queue = new();
    private readonly SpoolJournal _journal;
    private readonly SpoolFiles _files;
    private readonly SpoolWriter _writer;

    public IntakeSpool(IOptions<SpoolOptions> options, SpoolJournal journal)
    {
        IsOn = options.Value.Directory.Length > 0;
        _journal = journal;
        _files = new SpoolFiles(options.Value.Directory, journal.NotRemoved);
        _writer = new SpoolWriter(_files, _queue, journal, options.Value.MaxBytes);
    }

    /// <summary>A folder is configured.</summary>
    public bool IsOn { get; }

    public long Bytes => _files.Bytes;

    public int Messages => _queue.Messages;

    /// <summary>When the oldest message was written.</summary>
    public DateTimeOffset? Oldest => _queue.Oldest;

    /// <summary>Why messages are refused; null when they are taken.</summary>
    public string? Fault => _journal.Fault;

    /// <summary>True when a new message of the conversation must go through the spool, or had better: the broker is known to be away.</summary>
    public bool Takes(SpooledMessage message) => _queue.Takes(ConversationKey.Of(message));

    /// <summary>A message was not confirmed in time.</summary>
    public void BrokerFailed(string reason)
    {
        _queue.BrokerFailed();
        _journal.BrokerFailed(reason);
    }

    /// <summary>Returns when the message is on disk; throws <see cref="Hosting.Messaging.NotConfirmedException"/> when it is not taken.</summary>
    public Task AppendAsync(SpooledMessage message, CancellationToken cancellationToken) => _writer.AppendAsync(message, cancellationToken);

    /// <summary>Reads what dead processes have left, and tries a disk again that has failed.</summary>
    public void Recover()
    {
        if (!IsOn)
        {
            return;
        }

        try
        {
            foreach (var (segment, scan) in _files.Recover())
            {
                Add(segment, scan);
            }

            if (_journal.IsDiskFailing)
            {
                _files.Probe();
                _journal.DiskWorks();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _journal.DiskFailed(exception.Message);
        }
    }

    /// <summary>Waits for a message that may go to the broker.</summary>
    public Task<SpoolLane> TakeAsync(CancellationToken cancellationToken) => _queue.TakeAsync(cancellationToken);

    /// <summary>The broker has not taken it: it comes again.</summary>
    public void Return(SpoolLane lane) => _queue.Return(lane);

    /// <summary>It is with the broker, or <paramref name="isLost"/>: no disk has it.</summary>
    public void Finish(SpoolLane lane, bool isLost = false)
    {
        var segment = lane.Leaving!.Segment;
        if (isLost)
        {
            _journal.Lost(segment.Path);
        }

        var isDone = _queue.Finish(lane, isLost);
        if (isDone)
        {
            _files.Retire(segment);
        }

        _journal.Drained(_queue.Messages, isDone);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _files.Dispose();
        _queue.Dispose();
    }

    private void Add(Segment segment, SegmentScan scan)
    {
        _journal.Recovered(segment.Path, scan);
        _queue.Add(
            segment,
            scan.Records.Select(record =>
                new SpoolItem(ConversationKey.Of(record.Message), record.Message.SentAt, record.Offset, record.Length)));
        if (scan.Records.Count == 0)
        {
            _files.Retire(segment);
        }
    }
}
