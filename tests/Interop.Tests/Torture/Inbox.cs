using System.Collections.Concurrent;
using System.Diagnostics;
using DingTalk.Stream;
using DingTalk.Stream.Protocol;

namespace Interop.Tests.Torture;

// Notes every call of the handler, then does the work for the message's number.
internal sealed class Inbox(Func<int, Task> work)
{
    private readonly ConcurrentQueue<Handled> _handled = new();
    private readonly ConcurrentDictionary<string, bool> _links = new();

    public IReadOnlyList<Handled> Handled => [.. _handled];

    public int Count => _handled.Count;

    // The number of connections that have carried a message so far.
    public int Links => _links.Count;

    public async ValueTask<HandlerResult> HandleAsync(StreamFrame frame, CancellationToken cancellationToken)
    {
        var at = Stopwatch.GetTimestamp();
        var message = BotMessage.Parse(frame);
        var number = int.Parse(message.Content.PlainText);
        _handled.Enqueue(new Handled(frame.Headers.MessageId, message.MessageId, frame.Headers.ConnectionId!, number, at));
        _links[frame.Headers.ConnectionId!] = true;
        await work(number).WaitAsync(cancellationToken);
        return HandlerResult.Ok();
    }

    public static string Conversation(StreamFrame frame) => BotMessage.Parse(frame).ConversationId;
}
