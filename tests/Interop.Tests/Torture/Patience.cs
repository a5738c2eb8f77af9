using System.Diagnostics;

namespace Interop.Tests.Torture;

// The limit of every wait, long enough for a slow machine; a test that fails says what never came.
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task UntilAsync(Func<ValueTask<bool>> condition, Func<string> what)
    {
        var start = Stopwatch.StartNew();
        while (!await condition())
        {
            (start.Elapsed < Limit).ShouldBeTrue($"{what()}, for {Limit.TotalSeconds} s");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task UntilAsync(Func<bool> condition, Func<string> what) => UntilAsync(() => ValueTask.FromResult(condition()), what);
}
