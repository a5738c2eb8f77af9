using PicoClaw.Agent.History;
using PicoClaw.Agent.Prompts;
using PicoClaw.Contracts;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Commands;

/// <summary>The reply of a command, or the question that it asks the model.</summary>
internal sealed record CommandResult
{
    public required OutboundContent Reply { get; init; }

    /// <summary>What changes, in the transaction that ends the turn.</summary>
    public Func<StoreSession, Task>? Effect { get; init; }

    /// <summary>Makes the question from the history; called again when the history had to be compacted.</summary>
    public Func<ConversationHistory, Question?>? Ask { get; private init; }

    public static CommandResult Say(string reply, Func<StoreSession, Task>? effect = null) => new() { Reply = Text(reply), Effect = effect };

    /// <param name="ask">What to ask.</param>
    /// <param name="otherwise">The reply when there is nothing to ask.</param>
    public static CommandResult AskModel(Func<ConversationHistory, Question?> ask, string otherwise) => new() { Ask = ask, Reply = Text(otherwise) };

    private static MarkdownContent Text(string text) => new() { Text = text };
}
