using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

/// <summary>Something that users call by its name, such as <c>/help</c>. It runs as a turn of its own.</summary>
internal interface ICommand
{
    /// <summary>Lower case, without the slash.</summary>
    string Name { get; }

    IReadOnlyList<string> Aliases => [];

    /// <summary>Its names in Chinese; /help shows the first one first.</summary>
    IReadOnlyList<string> ChineseNames { get; }

    /// <summary>Its line in /help.</summary>
    Phrase Summary { get; }

    /// <summary>
    /// Changes nothing by itself: changes are the result's effect, so that they are committed once, with the reply.
    /// </summary>
    Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken);
}
