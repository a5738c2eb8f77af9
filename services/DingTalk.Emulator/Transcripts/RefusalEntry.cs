namespace DingTalk.Emulator.Transcripts;

// A send of the bot that was answered with an error. The conversation is "" where the call names none.
internal sealed record RefusalEntry : TranscriptEntry
{
    // webhook, oto, group or card; a card's calls by their own names, such as card/streaming.
    public required string Via { get; init; }

    // Whom it was for, in a direct chat.
    public IReadOnlyList<string> UserIds { get; init; } = [];

    // The HTTP status, and the code of the body.
    public required int Status { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public DateTimeOffset At { get; init; }

    // How often in a row, with nothing else in that conversation in between.
    public int Count { get; init; } = 1;

    public override int Weigh() => 200 + Message.Length;
}
