using PicoClaw.Agent.Conversations;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Commands;

/// <summary>What a command says, or what the model is to be asked for it.</summary>
internal sealed record CommandResult
{
    public string Reply { get; private init; } = "";

    public Func<StoreSession, Task>? Effect { get; private init; }

    /// <summary>Made of what is known of the conversation, once more when that had to be compacted.</summary>
    public Func<Memory, Question?>? Ask { get; private init; }

    public static CommandResult Say(string reply, Func<StoreSession, Task>? effect = null) => new() { Reply = reply, Effect = effect };

    /// <param name="ask">What to ask.</param>
    /// <param name="otherwise">What is said when there is nothing to ask.</param>
    public static CommandResult AskModel(Func<Memory, Question?> ask, string otherwise) => new() { Ask = ask, Reply = otherwise };
}
