namespace PicoClaw.Egress.DingTalk;

/// <summary>One of DingTalk's ways to reach a conversation.</summary>
internal sealed record Road(string Name)
{
    /// <summary>The session webhook: costs no API call, closes after 90 minutes.</summary>
    public static readonly Road Webhook = new("webhook");

    /// <summary>The robot OpenAPI, to a person.</summary>
    public static readonly Road User = new("oto");

    /// <summary>The robot OpenAPI, to a group.</summary>
    public static readonly Road Group = new("group");

    public static Road? Parse(string? name) => name is null ? null : new Road(name);
}
