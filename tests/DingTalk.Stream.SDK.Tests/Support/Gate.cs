using System.Collections.Concurrent;
using System.Threading.Channels;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Support;

// A handler that signals each message and holds it until the test releases it.
internal sealed class Gate
{
    private readonly Channel<string> _entered = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HandlerResult>> _held = new();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;

    public int Inside => Volatile.Read(ref _inside);

    public int MostInside { get; private set; }

    public bool ObeysCancellation { get; init; } = true;

    // Completes when a handler was cancelled.
    public Task Cancelled => _cancelled.Task;

    public bool HasMoreEntered => _entered.Reader.TryPeek(out _);

    public Task<string> EnteredAsync() => _entered.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public void Release(string messageId, HandlerResult? result = null) => Of(messageId).TrySetResult(result ?? HandlerResult.Ok());

    public async ValueTask<HandlerResult> HandleAsync(BotMessage message, CancellationToken cancellationToken)
    {
        lock (_held)
        {
            MostInside = Math.Max(MostInside, ++_inside);
        }

        _entered.Writer.TryWrite(message.MessageId);
        try
        {
            return await Of(message.MessageId).Task.WaitAsync(ObeysCancellation ? cancellationToken : CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private TaskCompletionSource<HandlerResult> Of(string messageId) =>
        _held.GetOrAdd(messageId, _ => new TaskCompletionSource<HandlerResult>(TaskCreationOptions.RunContinuationsAsynchronously));
}
