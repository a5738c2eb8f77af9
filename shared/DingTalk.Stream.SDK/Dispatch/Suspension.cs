using System.Runtime.CompilerServices;

namespace DingTalk.Stream;

/// <summary>Awaits what a reader waits for, and meanwhile has its thread start what is ready: by then the reader goes on without it.</summary>
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
