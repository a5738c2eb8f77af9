using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>An account that may send.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="RobotCode">The robot that sends.</param>
/// <param name="Client">With its own access token.</param>
internal sealed record DingTalkAccount(string Name, string RobotCode, RobotClient Client)
{
    public ClosedWebhooks Closed { get; } = new();
}
