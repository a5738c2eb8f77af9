namespace DingTalk.Emulator.Transcripts;

// A text that people in a conversation can read as an answer, and the replies that show it: messages, and cards that are finished.
internal sealed record ShownAnswer(string App, string ConversationId, string Text)
{
    public required int Count { get; init; }

    // webhook, oto, group or card, of each reply.
    public required IReadOnlyList<string> Via { get; init; }

    public required IReadOnlyList<long> Sequences { get; init; }
}
