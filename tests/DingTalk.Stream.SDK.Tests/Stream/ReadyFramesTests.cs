using System.Collections.Concurrent;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Stream;

public sealed class ReadyFramesTests
{
    private readonly CountingSink _link = new();

    [Fact]
    public async Task Start_AHandlerBlocks_TheOthersAreStartedByAnotherThread()
    {
        using var others = new CountdownEvent(2);
        var blocked = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        ReadyFrames ready = null!;
        ready = new ReadyFrames(work =>
        {
            if (work.Frame.Type == "first")
            {
                blocked.SetResult(others.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
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
    public void Start_AllAnswerAtOnce_TheirAcksLeaveTogether()
    {
        ReadyFrames ready = null!;
        ready = new ReadyFrames(_ =>
        {
            ready.Answered(_link);
            return Task.CompletedTask;
        });
        for (var i = 0; i < 20; i++)
        {
            ready.Add(Work($"{i}"));
        }

        ready.Start();

        // Once before the last, and once by each of the few threads that had one in hand when nothing was ready any more; not once an ack.
        _link.Flushes.ShouldBeInRange(1, 6);
    }

    [Fact]
    public void Start_TheLastHandlerBlocks_TheAcksOfTheOthersHaveLeft()
    {
        var flushesBeforeTheLast = -1;
        ReadyFrames ready = null!;
        ready = new ReadyFrames(work =>
        {
            if (work.Frame.Type == "last")
            {
                flushesBeforeTheLast = _link.Flushes;
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

        SpinWait.SpinUntil(() => Volatile.Read(ref flushesBeforeTheLast) >= 0, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        flushesBeforeTheLast.ShouldBe(1);
    }

    [Fact]
    public void Answered_NothingIsReady_IsFlushedAtOnce()
    {
        new ReadyFrames(_ => Task.CompletedTask).Answered(_link);

        _link.Flushes.ShouldBe(1);
    }

    [Fact]
    public async Task Add_TheReaderNeverPauses_TheFramesAreStartedAllTheSame()
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

    private FrameWork Work(string name) => new(new StreamFrame { Type = name }, default, _link);

    private sealed class CountingSink : IAckSink
    {
        private int _flushes;

        public int Flushes => Volatile.Read(ref _flushes);

        public ValueTask QueueAsync(AckFrame ack) => ValueTask.CompletedTask;

        public void Flush() => Interlocked.Increment(ref _flushes);
    }
}
