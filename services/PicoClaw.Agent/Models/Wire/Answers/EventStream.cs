using System.Text;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Passes the events of an answer on as its shape rewrites them; one that tells of an error is thrown, whatever came before it.</summary>
internal sealed class EventStream(SseReader events, IAnswerShape shape, SecretMask mask) : Stream
{
    private const string Done = "[DONE]";

    private ReadOnlyMemory<byte> _ready;
    private string _unread = "";
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.IsEmpty && !_isOver)
        {
            _ready = Encoding.UTF8.GetBytes(await NextAsync(cancellationToken));
        }

        var length = Math.Min(buffer.Length, _ready.Length);
        _ready[..length].CopyTo(buffer);
        _ready = _ready[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            events.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<string> NextAsync(CancellationToken cancellationToken)
    {
        if (await ReadEventAsync(cancellationToken) is not { } next || next.Data == Done)
        {
            _isOver = true;

            // A service may have said in plain words why it does not go on.
            return shape.IsFinished || _unread.Length == 0 ? string.Concat(shape.End()) : throw ServiceFailure.Of(_unread, null, "the answer broke off: ", mask);
        }

        if (Loose.Parse(Halves.Hide(next.Data)) is not { } root)
        {
            // Signs of life are written in many ways.
            _unread = next.Name == "error" || next.Data is ['{' or '<', ..] or ['[', '{', ..] ? throw ServiceFailure.Of(next.Data, null, "the answer broke off: ", mask) : next.Data;
            return "";
        }

        return ErrorText.IsError(root, next.Name) ? throw ServiceFailure.Of(next.Data, null, "the answer broke off: ", mask) : string.Concat(shape.Event(root));
    }

    private async ValueTask<SseEvent?> ReadEventAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await events.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && shape.IsFinished)
        {
            return null;
        }
    }
}
