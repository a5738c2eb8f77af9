namespace PicoClaw.Tests.Clocks;

/// <summary>Ends what a test waits for.</summary>
internal static class Deadline
{
    /// <summary>Cancelled after so much real time, or with the test.</summary>
    public static CancellationTokenSource In(TimeSpan limit)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(limit);
        return source;
    }
}
