namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/gateway/connections/open` (docs/dingtalk-protocol.md 1.1).
internal sealed record OpenConnectionRequest(
    string ClientId, string ClientSecret, string Ua, IReadOnlyList<Subscription> Subscriptions)
{
    public override string ToString() => nameof(OpenConnectionRequest);
}
