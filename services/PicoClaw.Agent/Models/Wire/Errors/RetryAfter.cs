namespace PicoClaw.Agent.Models.Wire.Errors;

internal static class RetryAfter
{
    /// <summary>Null when the service names no time, or a past one.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
