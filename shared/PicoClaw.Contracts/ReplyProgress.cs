namespace PicoClaw.Contracts;

/// <summary>
/// A reply in the making. Published by the agent, at most every 300 ms a turn; it may be lost, and the newest counts. The <see cref="DeliverMessage"/> of the
/// same id follows in every case, and replaces what was shown.
/// </summary>
public sealed record ReplyProgress
{
    /// <summary>The id that the turn's <see cref="DeliverMessage"/> will have.</summary>
    public required Guid ReplyId { get; init; }

    /// <summary>The start of the turn that reports, from 1: a later one begins the text again, and an earlier one says nothing any more.</summary>
    public required int Attempt { get; init; }

    /// <summary>The number of this report within its attempt, from 1, growing.</summary>
    public required long Number { get; init; }

    /// <summary>Where the reply will go.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>As in <see cref="DeliverMessage.ReplyRoute"/>.</summary>
    public required ReplyRoute ReplyRoute { get; init; }

    /// <summary>Ids of the people who asked, as in <see cref="Sender.Id"/>.</summary>
    public IReadOnlyList<string> Askers { get; init; } = [];

    /// <summary>
    /// The newest message that is answered, as in <see cref="MessageReceived.PlatformMessageId"/>; null: nobody wrote one, as with a schedule.
    /// </summary>
    public string? PlatformMessageId { get; init; }

    /// <summary>What happens now.</summary>
    public required ProgressStage Stage { get; init; }

    /// <summary>The name of the running tool; null in other stages.</summary>
    public string? Tool { get; init; }

    /// <summary>All of the text so far, Markdown; empty before the first word.</summary>
    public required string Text { get; init; }

    /// <summary>When the first start of the turn began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the agent wrote this report, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
