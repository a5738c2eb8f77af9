namespace PicoClaw.Contracts;

/// <summary>Something to press on a reply: it sends a command as the person who presses.</summary>
public sealed record MessageAction
{
    /// <summary>What people see: one to three words, or an emoji.</summary>
    public required string Label { get; init; }

    /// <summary>The command with its arguments, such as <c>/stop 3f2a9c1d</c>.</summary>
    public required string Command { get; init; }
}
