using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>An account that may send.</summary>
internal sealed record DingTalkAccount(string Name, string ClientId, RobotClient Client)
{
    public ClosedWebhooks Closed { get; } = new();
}
