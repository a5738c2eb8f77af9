using System.Text.Json;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Streaming;

// A message for an app. Only PushQueue changes it, under its lock.
internal sealed class Push(EmulatorApp app, string type, string topic, Func<string, string> data)
{
    private volatile int _count;

    public EmulatorApp App => app;

    public string Type => type;

    public string Topic => topic;

    // Builds the frame's data for the base address of its link.
    public Func<string, string> Data => data;

    // Headers in addition to the standard ones.
    public Dictionary<string, JsonElement>? Headers { get; init; }

    public required string MsgId { get; init; }

    // The sequence number of its transcript entry.
    public required long Sequence { get; init; }

    // Called with the data and delay of every ack, under PushQueue's lock.
    public Action<string?, TimeSpan>? WhenAcked { get; init; }

    public List<string> MessageIds { get; } = [];

    // The number of deliveries; above one it was re-sent.
    public int Count => _count;

    public bool WaitsForLink { get; set; }

    public ITimer? Redelivery { get; set; }

    public DateTimeOffset FirstPushedAt { get; private set; }

    public TaskCompletionSource<PushEntry> Acked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void CountDelivery(DateTimeOffset now)
    {
        FirstPushedAt = _count == 0 ? now : FirstPushedAt;
        _count++;
    }
}
