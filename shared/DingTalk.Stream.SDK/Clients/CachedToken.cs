namespace DingTalk.Stream.OpenApi;

internal sealed record CachedToken(string Value, DateTimeOffset RenewAt)
{
    public override string ToString() => nameof(CachedToken);
}
