using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Intake;

/// <summary>The messages of conversations that wait for a turn.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    /// <summary>The most messages that share a transaction.</summary>
    public const int MaxBatch = 128;

    private readonly IStore _store;
    private readonly LaneSignal _signal;
    private readonly ConversationKey _keys;
    private readonly MailboxWriter _writer;
    private readonly ILogger<Mailbox> _logger;
    private readonly IntakeBatcher<IncomingMessage, bool> _batches;

    public Mailbox(
        [FromKeyedServices(AgentService.Name)] IStore store,
        [FromKeyedServices(AgentService.Name)] LaneSignal signal,
        ConversationKey keys,
        MailboxWriter writer,
        ILogger<Mailbox> logger)
    {
        (_store, _signal, _keys, _writer, _logger) = (store, signal, keys, writer, logger);
        _batches = new(PutAsync);
    }

    /// <summary>Ends when the message is committed. Its position in the conversation is that of the call.</summary>
    public async Task PutAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        var key = _keys.Of(message);
        if (!await _batches.PutAsync(new IncomingMessage(key, message.Cleaned(), TraceParent.Current), cancellationToken))
        {
            Log.MessageKnown(_logger, message.Id, key);
        }
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<bool>> PutAsync(IReadOnlyList<IncomingMessage> batch, CancellationToken cancellationToken)
    {
        var areNew = await _store.WriteAsync(session => _writer.WriteAsync(session, batch), cancellationToken);
        foreach (var key in batch.Select(incoming => incoming.LaneKey).Distinct(StringComparer.Ordinal))
        {
            _signal.Wake(key);
        }

        return areNew;
    }
}
