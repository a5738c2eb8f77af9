namespace DingTalk.Stream;

/// <summary>DingTalk's public addresses (mainland China). Overseas organizations use <c>https://api.dingtalk.io</c>.</summary>
public static class DingTalkHosts
{
    /// <summary>The new API: <c>https://api.dingtalk.com</c>.</summary>
    public static readonly Uri Api = new("https://api.dingtalk.com");

    /// <summary>The older API and the session webhooks: <c>https://oapi.dingtalk.com</c>.</summary>
    public static readonly Uri Oapi = new("https://oapi.dingtalk.com");
}
