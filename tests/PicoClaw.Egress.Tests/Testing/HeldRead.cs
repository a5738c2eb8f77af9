namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A read whose result is there and not yet handed on.</summary>
internal sealed class HeldRead
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public void Release() => _released.TrySetResult();

    public Task HoldAsync()
    {
        _done.TrySetResult();
        return _released.Task;
    }
}
