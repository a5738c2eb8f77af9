namespace PicoClaw.Contracts;

/// <summary>The person who wrote a message.</summary>
public sealed record Sender
{
    /// <summary>The platform's id of the person, the one that allow lists and mentions use. Case-sensitive.</summary>
    public required string Id { get; init; }

    /// <summary>The name shown in the conversation, when the platform gives it.</summary>
    public string? DisplayName { get; init; }

    /// <summary>True when the platform says that the person administers the organization.</summary>
    public bool IsAdmin { get; init; }
}
