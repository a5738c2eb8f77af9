namespace DingTalk.Stream.Tests.Support;

internal sealed record StubRequest(Uri Address, string Body, string? Token, string? ContentType, string Method = "POST")
{
    public bool IsTokenCall => Address.AbsolutePath == "/v1.0/oauth2/accessToken";
}
