using System.Runtime.CompilerServices;

namespace DingTalk.Stream;

// Awaits a read. If it suspends, the thread starts the ready frames after it has registered the continuation, so the reader can go on
// elsewhere.
internal readonly struct Suspension<T>(ValueTask<T> awaited, ReadyFrames ready) : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _awaiter = awaited.ConfigureAwait(false).GetAwaiter();
    private readonly ReadyFrames _ready = ready;

    public bool IsCompleted => _awaiter.IsCompleted;

    public Suspension<T> GetAwaiter() => this;

    public T GetResult() => _awaiter.GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        var ready = _ready;
        _awaiter.UnsafeOnCompleted(continuation);
        ready.Start();
    }
}
