using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class StallWatchTests
{
    [Fact]
    public async Task Watch_NoProgress_CallsWithTheTurnThatHangs()
    {
        var stalled = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var turn = 7L;
        using var watch = new StallWatch(() => Volatile.Read(ref turn), hung =>
        {
            Volatile.Write(ref turn, 0);
            stalled.TrySetResult(hung);
        });
        watch.IsRecent.ShouldBeFalse();

        watch.Watch();

        (await stalled.Task.Soon()).ShouldBe(7);
        watch.IsRecent.ShouldBeTrue();
    }

    [Fact]
    public async Task Watch_Progress_CallsNothingAndEndsWithTheWork()
    {
        var (looks, stalls) = (0, 0);
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Read twice for each look: six different turns, and then none.
        long Progress()
        {
            if (Interlocked.Increment(ref looks) is var look and < 7)
            {
                return look;
            }

            idle.TrySetResult();
            return 0;
        }

        using var watch = new StallWatch(Progress, _ => stalls++);

        watch.Watch();

        await idle.Task.Soon();
        stalls.ShouldBe(0);
        watch.IsRecent.ShouldBeFalse();
    }
}
