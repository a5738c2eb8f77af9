using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

/// <summary>A process that is paused during a call finds the answer in the socket, or nothing.</summary>
public sealed class CallDeadlineTests
{
    [Fact]
    public async Task AnyCall_ProcessWasPausedBeyondTheTimeout_TheAnswerThatWaitsIsRead()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var fixture = new RobotFixture(new StubHandler((_, cancellationToken) => answer.Task.WaitAsync(cancellationToken)));
        var send = fixture.ToSessionAsync();
        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(10));

        fixture.Clock.Advance(TimeSpan.FromSeconds(30));
        answer.SetResult(StubHandler.Json("{\"errcode\":0}"));

        await send.Soon();
    }

    [Fact]
    public async Task AnyCall_ProcessWasPausedAndNoAnswerWaits_IsUnknownAMomentLater()
    {
        using var fixture = new RobotFixture(new StubHandler(async (request, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }));
        var send = fixture.ToSessionAsync();
        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(10));

        fixture.Clock.Advance(TimeSpan.FromSeconds(30));
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<UnknownOutcomeException>(send.Soon());
    }
}
