using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Streaming;

// Pushes a frame other than a bot message and adds its transcript entry. The callback gets the ack's data and delay.
internal sealed class FramePusher(Transcript transcript, PushQueue pushes, TimeProvider time)
{
    public Push Submit(EmulatorApp app, PushedFrame frame, Action<string?, TimeSpan>? acked = null)
    {
        var entry = transcript.Said(new PushEntry
        {
            App = app.ClientId,
            ConversationId = "",
            ConversationType = "",
            Type = frame.Type,
            Topic = frame.Topic,
            MsgId = frame.Id,
            Sender = "",
            SenderNick = "",
            Text = frame.Data,
            SaidAt = time.GetUtcNow(),
        });
        var push = new Push(app, frame.Type, frame.Topic, _ => frame.Data)
        {
            MsgId = frame.Id,
            Sequence = entry.Sequence,
            Headers = frame.MoreHeaders(),
            WhenAcked = acked,
        };
        pushes.Submit(push);
        return push;
    }
}
