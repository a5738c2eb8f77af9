namespace PicoClaw.Agent.Models.Wire;

internal static class RetryAfter
{
    /// <summary>Null when the service names no time, or one that is over.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
