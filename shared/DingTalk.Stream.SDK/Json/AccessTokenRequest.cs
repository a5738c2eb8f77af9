namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/oauth2/accessToken</c> (docs/dingtalk-protocol.md 4.2).</summary>
internal sealed record AccessTokenRequest(string AppKey, string AppSecret)
{
    public override string ToString() => nameof(AccessTokenRequest);
}
