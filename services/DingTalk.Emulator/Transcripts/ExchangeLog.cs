using System.Text;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Transcripts;

// The newest frames, acks and calls, to be shown beside a message.
internal sealed class ExchangeLog(IOptions<EmulatorOptions> options, ChangeSignal changes, IHttpContextAccessor requests, TimeProvider time) : IResettable
{
    // Longer texts are cut.
    public const int LongestText = 64 * 1024;

    private const int Most = 10_000;

    // A card may be updated hundreds of times.
    private const int MostOfOne = 200;
    private const long MaxCharacters = 32 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly BoundedLog<Exchange> _log =
        new(Math.Min(Most, options.Value.TranscriptCapacity), MaxCharacters, one => one.Weigh());

    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _log.Last;
            }
        }
    }

    public void Frame(long entry, ReadOnlySpan<byte> frame, bool lost) =>
        Add(new Exchange { Kind = "frame", At = time.GetUtcNow(), Text = Shown(frame), Lost = lost, Entries = [entry] });

    public void Ack(long entry, ReadOnlySpan<byte> frame) =>
        Add(new Exchange { Kind = "ack", At = time.GetUtcNow(), Text = Shown(frame), Entries = [entry] });

    // Calls that concern no message, such as one for a token, are not kept.
    public void Call(OpenCall open, DateTimeOffset at, ReadOnlySpan<byte> request, ExchangedCall call)
    {
        if (open.Entries is { Count: > 0 } entries)
        {
            Add(new Exchange { Kind = "call", At = at, Text = Shown(request), Call = call, Entries = entries });
        }
    }

    // The call that is being answered has changed this entry.
    public void Touched(long entry, long? cause) => requests.HttpContext?.Features.Get<OpenCall>()?.Touch(entry, cause);

    public IReadOnlyList<Exchange> Of(long entry)
    {
        lock (_gate)
        {
            return [.. _log.Entries.Where(one => one.Entries.Contains(entry)).OrderBy(one => one.At).TakeLast(MostOfOne)];
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _log.Clear();
        }
    }

    public static string Shown(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= LongestText ? Encoding.UTF8.GetString(utf8) : $"{Encoding.UTF8.GetString(utf8[..LongestText])}…";

    private void Add(Exchange exchange)
    {
        lock (_gate)
        {
            _log.Add(number => exchange with { Number = number });
        }

        changes.Pulse();
    }
}
