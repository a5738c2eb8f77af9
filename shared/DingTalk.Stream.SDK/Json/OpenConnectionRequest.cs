namespace DingTalk.Stream;

/// <summary>The body of <c>POST /v1.0/gateway/connections/open</c> (dingtalk.md, section 1.1).</summary>
internal sealed record OpenConnectionRequest(
    string ClientId, string ClientSecret, string Ua, IReadOnlyList<Subscription> Subscriptions)
{
    public override string ToString() => nameof(OpenConnectionRequest);
}
