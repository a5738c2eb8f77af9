using System.Collections.Concurrent;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class ReadyFramesTests
{
    private readonly CountingSink _link = new();

    [Fact]
    public async Task Start_HandlerBlocks_AnotherThreadStartsTheOthers()
    {
        using var others = new CountdownEvent(2);
        var blocked = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        ReadyFrames ready = null!;
        ready = new ReadyFrames(work =>
        {
            if (work.Frame.Type == "first")
            {
                blocked.SetResult(others.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
            }
            else
            {
                others.Signal();
            }

            return Task.CompletedTask;
        });
        ready.Add(Work("first"));
        ready.Add(Work("second"));
        ready.Add(Work("third"));

        ready.Start();

        (await blocked.Task.Soon()).ShouldBeTrue("the first handler held up the others");
    }

    [Fact]
    public void Start_AllAnswerImmediately_AcksLeaveTogether()
    {
        ReadyFrames ready = null!;
        var threads = new ConcurrentDictionary<int, bool>();
        ready = new ReadyFrames(_ =>
        {
            threads[Environment.CurrentManagedThreadId] = true;
            ready.Answered(_link);
            return Task.CompletedTask;
        });
        for (var i = 0; i < 20; i++)
        {
            ready.Add(Work($"{i}"));
        }

        ready.Start();

        // Once before the last frame, and once per thread that was still running a handler when nothing was ready any more; not once per
        // ack.
        _link.Flushes.ShouldBeInRange(1, 1 + threads.Count);
    }

    [Fact]
    public async Task Start_LastHandlerBlocks_OtherAcksStillLeave()
    {
        var left = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        ReadyFrames ready = null!;
        ready = new ReadyFrames(work =>
        {
            if (work.Frame.Type == "last")
            {
                // Two threads share the frames, so the other ack may leave before this handler starts or while it blocks, but not only
                // after it ends.
                left.SetResult(_link.Flushed.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
            }
            else
            {
                ready.Answered(_link);
            }

            return Task.CompletedTask;
        });
        ready.Add(Work("first"));
        ready.Add(Work("last"));

        ready.Start();

        (await left.Task.Soon()).ShouldBeTrue("the ack of the first waited for the last to end");
    }

    [Fact]
    public void Start_OneThreadStartsBoth_FirstAckLeavesBeforeTheLastStarts()
    {
        var flushesBeforeTheLast = -1;
        ReadyFrames ready = null!;
        ready = new ReadyFrames(work =>
        {
            if (work.Frame.Type == "last")
            {
                flushesBeforeTheLast = _link.Flushes;
                return Task.CompletedTask;
            }

            // Added only now, so no other thread was requested.
            ready.Add(Work("last"));
            ready.Answered(_link);
            _link.Flushes.ShouldBe(0, "it waits for the acks that may follow");
            return Task.CompletedTask;
        });
        ready.Add(Work("first"));

        ready.Start();

        flushesBeforeTheLast.ShouldBe(1);
    }

    [Fact]
    public void Answered_NothingReady_IsFlushedImmediately()
    {
        new ReadyFrames(_ => Task.CompletedTask).Answered(_link);

        _link.Flushes.ShouldBe(1);
    }

    [Fact]
    public async Task Add_ReaderNeverPauses_FramesAreStartedAnyway()
    {
        var started = new ConcurrentQueue<string>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ready = new ReadyFrames(work =>
        {
            started.Enqueue(work.Frame.Type);
            if (started.Count == 64)
            {
                all.TrySetResult();
            }

            return Task.CompletedTask;
        });

        for (var i = 0; i < 64; i++)
        {
            ready.Add(Work($"{i}"));
        }

        await all.Task.Soon();
        started.ShouldBe(Enumerable.Range(0, 64).Select(i => $"{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task StartAll_NoFurtherRead_ReadyFramesAreStarted()
    {
        var started = 0;
        var ready = new ReadyFrames(_ =>
        {
            Interlocked.Increment(ref started);
            return Task.CompletedTask;
        });
        ready.Add(Work("only"));

        await ready.StartAllAsync(TimeProvider.System).Soon();

        started.ShouldBe(1);
    }

    [Fact]
    public async Task StartAll_OnlyHandlerBlocks_WaitsOneSecondAtMost()
    {
        var clock = new TestClock();
        using var release = new ManualResetEventSlim();
        var ready = new ReadyFrames(_ =>
        {
            release.Wait(TestContext.Current.CancellationToken);
            return Task.CompletedTask;
        });
        ready.Add(Work("blocks"));

        var starting = ready.StartAllAsync(clock);
        await clock.TimerStarted(due => due == TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));

        await starting.Soon();
        release.Set();
    }

    private PendingFrame Work(string name) => new(new StreamFrame { Type = name }, default, _link);

    private sealed class CountingSink : IFrameLink
    {
        private int _flushes;

        public int Flushes => Volatile.Read(ref _flushes);

        public ValueTask QueueAsync(AckFrame ack) => ValueTask.CompletedTask;

        public ManualResetEventSlim Flushed { get; } = new();

        public void Flush()
        {
            Interlocked.Increment(ref _flushes);
            Flushed.Set();
        }

        public void Expect()
        {
        }

        public void Settle()
        {
        }

        public void Leave()
        {
        }
    }
}
