namespace DingTalk.Emulator.Transcripts;

// A send that was answered with an error. The conversation is "" when the call names none.
internal sealed record RefusalEntry : TranscriptEntry
{
    // webhook, oto, group, or a card call such as card/streaming.
    public required string Via { get; init; }

    // The receiver of a direct message.
    public IReadOnlyList<string> UserIds { get; init; } = [];

    // The HTTP status, and the code of the body.
    public required int Status { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public DateTimeOffset At { get; init; }

    // Consecutive repetitions within the conversation.
    public int Count { get; init; } = 1;

    public override int Weigh() => 200 + Message.Length;
}
