using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Links;

// An application ping; the client must echo its random opaque.
internal sealed record Ping(string MessageId, string Opaque)
{
    public bool IsEchoedBy(AckFrame ack) =>
        ack.MessageId == MessageId && ack.Data is not null
        && JsonText.ParseObject(ack.Data, out _) is { } data && new JsonFields(data).Text("opaque") == Opaque;
}
