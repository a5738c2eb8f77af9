using System.Collections.Concurrent;
using MassTransit;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>Tells a sender in this process when the consumer has committed its message.</summary>
internal sealed class CommitObserver : IConsumeObserver
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    public Task Expect(Guid messageId) =>
        _waiting.GetOrAdd(messageId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(Guid messageId) => _waiting.TryRemove(messageId, out _);

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        Find(context)?.TrySetResult();
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class
    {
        Find(context)?.TrySetException(new NotConfirmedException($"The consumer did not take the message: {exception.Message}", exception));
        return Task.CompletedTask;
    }

    private TaskCompletionSource? Find(ConsumeContext context) =>
        context.MessageId is { } id && _waiting.TryGetValue(id, out var waiting) ? waiting : null;
}
