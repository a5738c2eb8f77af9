using System.Collections.Concurrent;
using MassTransit;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>Tells a sender in this process when the consumer has committed its message. Of a message there is one copy in the bus at a time.</summary>
internal sealed class CommitObserver : IConsumeObserver
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _inBus = new();

    /// <summary>The commit of a message; the caller sends it if <paramref name="isNew"/>, else a copy is in the bus already.</summary>
    public Task Expect(Guid messageId, out bool isNew)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commit = _inBus.GetOrAdd(messageId, mine);
        isNew = commit == mine;
        return commit.Task;
    }

    /// <summary>It did not get into the bus.</summary>
    public void Forget(Guid messageId) => _inBus.TryRemove(messageId, out _);

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        Take(context)?.TrySetResult();
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class
    {
        Take(context)?.TrySetException(new NotConfirmedException($"The consumer did not take the message: {exception.Message}", exception));
        return Task.CompletedTask;
    }

    private TaskCompletionSource? Take(ConsumeContext context) =>
        context.MessageId is { } id && _inBus.TryRemove(id, out var waiting) ? waiting : null;
}
