using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Feedback;

/// <summary>What a person thinks of the answer of a turn.</summary>
internal sealed record GivenFeedback
{
    private const int LongestReason = 500;

    public required string TurnId { get; init; }

    /// <summary>The key of the lane of the turn.</summary>
    public required string LaneKey { get; init; }

    /// <summary>The account, with its channel.</summary>
    public required string Account { get; init; }

    /// <summary>The person's key.</summary>
    public required string Person { get; init; }

    /// <summary>One of <see cref="Feedback.Verdict"/>.</summary>
    public required string Verdict { get; init; }

    public string? Reason { get; private init; }

    public static GivenFeedback Of(RatedTurn turn, Conversation conversation, string senderId, string verdict, string? reason) => new()
    {
        TurnId = turn.TurnId,
        LaneKey = turn.LaneKey,
        Account = AccountOf(conversation),
        Person = PersonKey.Of(conversation, senderId),
        Verdict = verdict,
        Reason = CleanText.Line(reason, LongestReason),
    };

    public static string AccountOf(Conversation conversation) => StoreKey.Of($"{conversation.Channel}:{conversation.Account}");
}
