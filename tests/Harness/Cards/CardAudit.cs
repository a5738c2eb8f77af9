using Harness.Agents;
using Harness.Emulators;

namespace Harness.Cards;

/// <summary>What people were shown of each message's answer, which has the message's token in its last words: a card that was cut short has none.</summary>
internal sealed record CardAudit
{
    public required int Said { get; init; }

    /// <summary>Answers on a card that has ended.</summary>
    public required int OnCards { get; init; }

    /// <summary>Cards that people see generating.</summary>
    public required IReadOnlyList<string> Open { get; init; }

    /// <summary>As <see cref="Open"/>, by the emulator's own count.</summary>
    public required int Generating { get; init; }

    /// <summary>Messages without an answer, or with one that is cut short.</summary>
    public required IReadOnlyList<Token> Missing { get; init; }

    /// <summary>Messages whose whole answer stands on a card that still generates, and nowhere else.</summary>
    public required IReadOnlyList<Token> Unended { get; init; }

    /// <summary>Messages whose answer stands on a card, and once more on another or in a message.</summary>
    public required IReadOnlyList<string> Twice { get; init; }

    /// <summary>Messages whose answer came in several messages, and on no card: a call with an unknown outcome may do that.</summary>
    public required IReadOnlyList<string> Repeated { get; init; }

    public bool Holds => Open.Count == 0 && Generating == 0 && Missing.Count == 0 && Unended.Count == 0 && Twice.Count == 0;

    /// <param name="transcript">All that was said to the bot and that it showed.</param>
    /// <param name="generating">The open cards by the emulator's statistics.</param>
    public static CardAudit Of(Transcript transcript, int generating)
    {
        var said = transcript.Pushes.Where(push => push.ConversationId.Length > 0).SelectMany(push => Token.In(push.Text)).ToHashSet();
        var shown = transcript.Replies.Where(reply => !reply.Recalled && reply.Card is not { Foreign: true })
            .SelectMany(reply => Token.In(reply.Text).Distinct().Select(token => (Token: token, Reply: reply))).ToLookup(one => one.Token, one => one.Reply);
        var copies = shown.Where(replies => replies.Count() > 1).ToLookup(replies => replies.Any(reply => reply.Card is not null), Describe);
        return new CardAudit
        {
            Said = said.Count,
            OnCards = shown.Count(replies => replies.Any(reply => reply.Card is { IsOpen: false })),
            Open = [.. transcript.Replies.Where(reply => reply.Card is { IsOpen: true }).Select(reply => $"{reply.Card!.OutTrackId} {reply.Card.State}")],
            Generating = generating,
            Missing = [.. said.Where(token => !shown.Contains(token)).Order()],
            Unended = [.. said.Where(token => shown.Contains(token) && shown[token].All(reply => reply.Card is { IsOpen: true })).Order()],
            Twice = [.. copies[true]],
            Repeated = [.. copies[false]],
        };
    }

    public override string ToString() =>
        $"{Said} said, {OnCards} answered on cards; {Open.Count} open ({Generating} by the statistics), {Missing.Count} missing, {Unended.Count} never ended, "
        + $"{Twice.Count} shown twice, {Repeated.Count} repeated as messages";

    private static string Describe(IGrouping<Token, Reply> replies) => $"{replies.Key}: {string.Join(", ", replies.Select(Describe))}";

    private static string Describe(Reply reply) => $"{reply.Via} {reply.Card?.State} {reply.ReceivedAt:HH:mm:ss.fff} #{reply.Sequence}";
}
