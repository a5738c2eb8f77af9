namespace DingTalk.Stream.OpenApi;

/// <summary>The organisation's API calls of this month are used up (<c>…ApiCountLimitForOrg</c>, 90020). Nothing was sent; session webhooks still work.</summary>
public sealed class QuotaExhaustedException : PermanentException
{
    internal QuotaExhaustedException(string message)
        : base(message)
    {
    }
}
