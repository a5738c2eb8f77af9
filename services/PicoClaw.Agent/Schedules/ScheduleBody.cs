using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Schedules;

/// <summary>What a schedule does, where and for whom.</summary>
internal sealed record ScheduleBody
{
    /// <summary>Where it was made; from the configuration, with the person's id in place of a direct conversation's.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>Null: the configuration.</summary>
    public Sender? Maker { get; init; }

    /// <summary>True: the model carries out the text. False: the text is sent as it is.</summary>
    public bool IsPrompt { get; init; }

    public required string Text { get; init; }

    /// <summary>In which the bot itself speaks; null: that of the text.</summary>
    public Language? Language { get; init; }
}
