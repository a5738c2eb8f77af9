namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/oauth2/accessToken` (docs/dingtalk-protocol.md 4.2).
internal sealed record AccessTokenRequest(string AppKey, string AppSecret)
{
    public override string ToString() => nameof(AccessTokenRequest);
}
