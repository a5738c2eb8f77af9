using System.Text;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>Texts by their ids; those whose ids begin with <see cref="Held"/> end only when they are let go.</summary>
internal sealed class HeldBlobs : IBlobStore
{
    public const string Held = "held";

    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _held;

    /// <summary>How many of the held ones are or were being read.</summary>
    public int HeldCount => Volatile.Read(ref _held);

    /// <summary>Ends when one of the held ones is being read.</summary>
    public Task IsRead => _isRead.Task;

    public void LetGo() => _letGo.TrySetResult();

    public Task<Blob> WriteAsync(Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes($"text of {id}");
        return Task.FromResult<Stream?>(id.StartsWith(Held, StringComparison.Ordinal) ? new HeldStream(this, bytes) : new MemoryStream(bytes));
    }

    public Task<int> DeleteOlderThanAsync(DateTimeOffset instant, CancellationToken cancellationToken) => throw new NotSupportedException();

    private sealed class HeldStream(HeldBlobs blobs, byte[] bytes) : MemoryStream(bytes)
    {
        private bool _isCounted;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_isCounted)
            {
                _isCounted = true;
                Interlocked.Increment(ref blobs._held);
                blobs._isRead.TrySetResult();
            }

            await blobs._letGo.Task.WaitAsync(cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
