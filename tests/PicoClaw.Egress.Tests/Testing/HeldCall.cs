namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A call in hand.</summary>
internal sealed class HeldCall(string path)
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Path => path;

    public Task Released => _released.Task;

    public void Release() => _released.TrySetResult();
}
