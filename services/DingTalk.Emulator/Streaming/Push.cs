using System.Text.Json;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Streaming;

// A message on its way to an app. PushQueue alone changes it, under its lock.
internal sealed class Push(EmulatorApp app, string type, string topic, Func<string, string> data)
{
    private volatile int _count;

    public EmulatorApp App => app;

    public string Type => type;

    public string Topic => topic;

    // The frame's data for the base address of the link that takes it.
    public Func<string, string> Data => data;

    // Headers besides those of every frame.
    public Dictionary<string, JsonElement>? Headers { get; init; }

    public required string MsgId { get; init; }

    // Its entry in the transcript.
    public required long Sequence { get; init; }

    // Gets the data of every ack and how long it took, under the desk's lock.
    public Action<string?, TimeSpan>? WhenAcked { get; init; }

    public List<string> MessageIds { get; } = [];

    // How often it was pushed; above one it was re-sent.
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
