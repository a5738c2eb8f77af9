using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.DingTalk;

/// <summary>An account that may send.</summary>
internal sealed record DingTalkAccount(string Name, RobotClient Client);
