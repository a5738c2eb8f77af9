using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>An account that may send.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="Client">With its access token.</param>
/// <param name="RobotCode">Of the app's own robot: its client id.</param>
internal sealed record DingTalkAccount(string Name, RobotClient Client, string RobotCode)
{
    public ClosedWebhooks Closed { get; } = new();
}
