using System.Text;
using PicoClaw.Agent.Models.Wire.Errors;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>Passes on the events of an answer as they are rewritten. An event that is an error is thrown, whatever came before it.</summary>
internal sealed class EventStream(SseReader events, IAnswerRewriter rewriter, SecretMask mask) : Stream
{
    private const string Done = "[DONE]";
    private const string BrokeOff = "the answer broke off: ";

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
            return rewriter.IsFinished || _unread.Length == 0 ? string.Concat(rewriter.End()) : throw Failure(_unread);
        }

        if (LenientJson.Parse(SurrogateHalves.Hide(next.Data)) is not { } root)
        {
            // Signs of life are written in many ways.
            _unread = next.Name == "error" || next.Data is ['{' or '<', ..] or ['[', '{', ..] ? throw Failure(next.Data) : next.Data;
            return "";
        }

        return ErrorText.IsError(root, next.Name) ? throw Failure(next.Data) : string.Concat(rewriter.Event(root));
    }

    private Exception Failure(string text) => ServiceFailure.Of(text, null, BrokeOff, mask);

    private async ValueTask<SseEvent?> ReadEventAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await events.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && rewriter.IsFinished)
        {
            return null;
        }
    }
}
