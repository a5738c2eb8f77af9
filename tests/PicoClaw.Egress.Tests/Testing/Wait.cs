namespace PicoClaw.Egress.Tests.Testing;

internal static class Wait
{
    /// <summary>For what other threads bring about by themselves; fails after a time that only a defect can take.</summary>
    public static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await reached())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
