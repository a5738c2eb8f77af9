namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/gateway/connections/open</c> (docs/dingtalk-protocol.md 1.1).</summary>
internal sealed record OpenConnectionRequest(
    string ClientId, string ClientSecret, string Ua, IReadOnlyList<Subscription> Subscriptions)
{
    public override string ToString() => nameof(OpenConnectionRequest);
}
