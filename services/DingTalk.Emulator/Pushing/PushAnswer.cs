namespace DingTalk.Emulator.Pushing;

internal sealed record PushAnswer(string Id, string App, string Type, string Topic)
{
    // False for an event that will be delivered again.
    public bool Acked { get; init; }

    public int? AckCode { get; init; }

    public double? AckMs { get; init; }

    // The data string of the client's ack.
    public string? AckData { get; init; }
}
