namespace PicoClaw.Storage.Tests.Blobs;

/// <summary>Gives its bytes in small parts; fails, cancels or waits where it is told to.</summary>
internal sealed class DrippingStream(byte[] bytes, int part) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource _held = new();

    public long FailsAt { get; init; } = long.MaxValue;

    public long CancelsAt { get; init; } = long.MaxValue;

    public CancellationTokenSource? Cancel { get; init; }

    public long HoldsAt { get; init; } = long.MaxValue;

    public Task Hold { get; init; } = Task.CompletedTask;

    public Task Held => _held.Task;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= FailsAt)
        {
            throw new InvalidDataException();
        }

        if (Position >= CancelsAt)
        {
            await Cancel!.CancelAsync();
        }

        if (Position >= HoldsAt)
        {
            _held.TrySetResult();
            await Hold;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await base.ReadAsync(buffer[..Math.Min(part, buffer.Length)], cancellationToken);
    }
}
