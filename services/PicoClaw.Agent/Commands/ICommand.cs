using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

/// <summary>Something a user can have done by its name. It runs as a turn of its own.</summary>
internal interface ICommand
{
    /// <summary>Lower case, without the slash.</summary>
    string Name { get; }

    IReadOnlyList<string> Aliases => [];

    /// <summary>The same in Chinese; the first is the one that /help shows.</summary>
    IReadOnlyList<string> ChineseNames { get; }

    /// <summary>A line for /help.</summary>
    Phrase Summary { get; }

    /// <summary>Changes nothing by itself: what is to change is the result's effect, so that it is committed once, with the reply.</summary>
    Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken);
}
