using System.Diagnostics;
using DingTalk.Stream.Tests.Support;
using PicoClaw.Tests.Traces;

namespace DingTalk.Stream.Tests;

public sealed class StreamTraceTests
{
    [Fact]
    public async Task Frame_Handled_TraceIncludesTheHandler()
    {
        using var ended = new EndedActivities("DingTalk.Stream.SDK");
        await using var fixture = await ClientFixture.CreateAsync();
        var inside = new TaskCompletionSource<ActivityTraceId>();
        fixture.OnBot((_, _) =>
        {
            inside.SetResult(Activity.Current!.TraceId);
            return ValueTask.FromResult(HandlerResult.Ok());
        });
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("trace-1"));
        await link.AckAsync();
        var trace = await inside.Task.Soon();
        await link.AcksBeforeEchoAsync();

        var frame = (await EndedAsync(ended, trace, 2)).Single(activity => activity.OperationName == "stream frame");
        frame.ParentId.ShouldBeNull();
        frame.GetTagItem("messaging.message.id").ShouldBe("trace-1");
        frame.GetTagItem("dingtalk.stream.ack").ShouldBe(200);
        ended.Of(trace).Single(activity => activity.OperationName == "stream ack").ParentSpanId.ShouldBe(frame.SpanId);
    }

    [Fact]
    public async Task Frame_LeftUnanswered_TraceEndsWithAnError()
    {
        using var ended = new EndedActivities("DingTalk.Stream.SDK");
        await using var fixture = await ClientFixture.CreateAsync();
        var inside = new TaskCompletionSource<ActivityTraceId>();
        fixture.OnBot((_, _) =>
        {
            inside.SetResult(Activity.Current!.TraceId);
            return ValueTask.FromResult(HandlerResult.Withhold());
        });
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("trace-2"));
        var trace = await inside.Task.Soon();

        var frame = (await EndedAsync(ended, trace, 1)).ShouldHaveSingleItem();
        (frame.GetTagItem("dingtalk.stream.ack"), frame.Status).ShouldBe(("withheld", ActivityStatusCode.Error));
    }

    [Fact]
    public async Task Frames_OneAfterAnother_HaveSeparateTraces()
    {
        using var ended = new EndedActivities("DingTalk.Stream.SDK");
        await using var fixture = await ClientFixture.CreateAsync();
        var seen = new System.Collections.Concurrent.ConcurrentQueue<ActivityTraceId>();
        fixture.OnBot((_, _) =>
        {
            seen.Enqueue(Activity.Current!.TraceId);
            return ValueTask.FromResult(HandlerResult.Ok());
        });
        var link = await fixture.RunAndLinkAsync();

        foreach (var id in new[] { "trace-3", "trace-4", "trace-5" })
        {
            await link.SendAsync(Frames.Bot(id));
        }

        foreach (var _ in Enumerable.Range(0, 3))
        {
            await link.AckAsync();
        }

        seen.Distinct().Count().ShouldBe(3);
    }

    // A frame's activity ends just after its ack has left.
    private static async Task<IReadOnlyList<Activity>> EndedAsync(EndedActivities ended, ActivityTraceId trace, int count)
    {
        await Patience.UntilAsync(() => ended.Of(trace).Count >= count);
        return ended.Of(trace);
    }
}
