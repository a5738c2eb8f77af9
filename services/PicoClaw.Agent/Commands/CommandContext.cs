using PicoClaw.Agent.History;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Commands;

/// <summary>What a command knows of the message and the conversation.</summary>
internal sealed record CommandContext
{
    public required MessageReceived Message { get; init; }

    public required string Arguments { get; init; }

    public required string LaneKey { get; init; }

    public required ConversationHistory History { get; init; }

    public required Language Language { get; init; }

    public required CommandTable Commands { get; init; }

    /// <summary>False in a group whose sender is not an administrator.</summary>
    public required bool MayChange { get; init; }

    public CommandResult Say(Phrase phrase, params object?[] values) => CommandResult.Say(phrase.In(Language, values));
}
