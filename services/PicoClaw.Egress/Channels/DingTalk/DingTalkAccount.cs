using DingTalk.Stream;
using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>An account that may send.</summary>
internal sealed record DingTalkAccount(string Name, RobotClient Client)
{
    /// <summary>The robot that writes first, and that files are asked for as.</summary>
    public string RobotCode { get; init; } = "";

    /// <summary>Where the account's API is.</summary>
    public Uri ApiBase { get; init; } = DingTalkHosts.Api;

    public ClosedWebhooks Closed { get; } = new();
}
