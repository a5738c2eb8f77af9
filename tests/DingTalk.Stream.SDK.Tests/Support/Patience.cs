namespace DingTalk.Stream.Tests.Support;

// The common limit of every wait: generous enough for a slow machine.
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task Soon(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().Soon();

    // Polls until the condition holds.
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = TestDeadline.In(Limit);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
