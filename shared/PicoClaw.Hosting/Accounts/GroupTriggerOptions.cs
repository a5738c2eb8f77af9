namespace PicoClaw.Hosting.Accounts;

/// <summary>Which group messages the bot answers, besides those that mention it.</summary>
public sealed class GroupTriggerOptions
{
    public bool MentionOnly { get; set; }

    public List<string> Prefixes { get; } = [];
}
