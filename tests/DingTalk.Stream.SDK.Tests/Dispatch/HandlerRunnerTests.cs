using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class HandlerRunnerTests
{
    private readonly DingTalkStreamOptions _options = new() { ClientId = "dingdemo", ClientSecret = "secret" };

    [Fact]
    public async Task Run_TheDeadlineHasNotPassed_TheNextHandlerGetsTheSameToken()
    {
        var runner = Runner(TimeSpan.FromMinutes(1));

        var first = await TokenAsync(runner, CancellationToken.None);
        var second = await TokenAsync(runner, CancellationToken.None);

        second.ShouldBe(first);
        second.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_TheDeadlineHasPassed_TheNextHandlerGetsAnother()
    {
        var runner = Runner(TimeSpan.FromMilliseconds(1));
        CancellationToken late = default;
        var ack = await runner.RunAsync(Frame(async cancellationToken =>
        {
            late = cancellationToken;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return HandlerResult.Ok();
        }));

        ack.ShouldBeNull();
        late.IsCancellationRequested.ShouldBeTrue();
        (await TokenAsync(runner, late)).ShouldNotBe(late);
    }

    [Fact]
    public async Task Run_SeveralHandlersAtOnce_EachHasATokenOfItsOwn()
    {
        var runner = Runner(TimeSpan.FromMinutes(1));
        CancellationToken outer = default, inner = default;

        await runner.RunAsync(Frame(async cancellationToken =>
        {
            outer = cancellationToken;
            inner = await TokenAsync(runner, cancellationToken);
            return HandlerResult.Ok();
        }));

        inner.ShouldNotBe(outer);
    }

    private static async Task<CancellationToken> TokenAsync(HandlerRunner runner, CancellationToken token)
    {
        await runner.RunAsync(Frame(cancellationToken =>
        {
            token = cancellationToken;
            return new(HandlerResult.Ok());
        }));
        return token;
    }

    private static PendingFrame Frame(Func<CancellationToken, ValueTask<HandlerResult>> handle) => new(
        new StreamFrame { Type = "CALLBACK" }, new PreparedFrame(null, "message", (_, cancellationToken) => handle(cancellationToken)), null!);

    private HandlerRunner Runner(TimeSpan timeout)
    {
        _options.HandlerTimeout = timeout;
        return new HandlerRunner(
            _options, new MalformedFrames(_options.ClientId, NullLogger.Instance), TimeProvider.System, NullLogger.Instance);
    }
}
