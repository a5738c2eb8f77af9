namespace PicoClaw.Contracts;

/// <summary>Where messages are exchanged. <see cref="Channel"/>, <see cref="Account"/> and <see cref="Id"/> together identify it.</summary>
public sealed record Conversation
{
    /// <summary>The messaging platform, lower case, such as <c>dingtalk</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The name of the account in the configuration; one account is one organization's bot.</summary>
    public required string Account { get; init; }

    /// <summary>The platform's id of the conversation. Case-sensitive; passed on unchanged.</summary>
    public required string Id { get; init; }

    /// <summary>Direct or group.</summary>
    public required ConversationKind Kind { get; init; }

    /// <summary>The group's title, when the platform gives it.</summary>
    public string? Title { get; init; }
}
