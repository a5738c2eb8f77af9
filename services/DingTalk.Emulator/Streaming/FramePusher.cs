using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Streaming;

// Brings a frame that is no bot message on its way, with its entry in the transcript. The callback gets the ack's data and how long it took.
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
        var push = new Push(app, frame.Type, frame.Topic, _ => frame.Data) { MsgId = frame.Id, Sequence = entry.Sequence, Headers = frame.MoreHeaders(), WhenAcked = acked };
        pushes.Submit(push);
        return push;
    }
}
