using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class GuardedToolTests
{
    private const string Emoji = "\U0001F600";

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task Call_Answers_IsTextUnderTheGivenName()
    {
        var tool = Guard((int a, int b) => a + b);

        tool.Name.ShouldBe("given");
        (await tool.CallAsync(("a", 2), ("b", 3))).ShouldBe("5");
        _logger.Collector.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Call_AnswersNothing_IsEmptyText() => (await Guard(() => (string?)null).CallAsync()).ShouldBe("");

    [Fact]
    public async Task Call_AnswersOrThrowsWithNul_TheModelIsToldWithoutIt()
    {
        (await Guard(() => "a\0b\ud83d").CallAsync()).ShouldBe("ab\ufffd");
        (await Guard(string () => throw new InvalidOperationException("no\0")).CallAsync()).ShouldBe("Error: no");
    }

    [Fact]
    public async Task Call_Throws_TheModelIsToldAndTheLogSaysSo()
    {
        var answer = await Guard(string () => throw new InvalidOperationException("no such city")).CallAsync();

        answer.ShouldBe("Error: no such city");
        _logger.LatestRecord.Message.ShouldBe("Tool given failed, and the model was told: no such city");
    }

    [Fact]
    public async Task Call_ArgumentIsMissing_TheModelIsTold() => (await Guard((string city) => city).CallAsync()).ShouldStartWith("Error: ");

    [Theory]
    [InlineData("32000 x", "32000 x")]
    [InlineData("32001 x", "32000 x\n… (1 more characters were cut off)")]
    [InlineData("31999 x + emoji", "31999 x\n… (2 more characters were cut off)")]
    public async Task Call_LongAnswer_IsCutBetweenCharacters(string answer, string expected)
    {
        var given = await Guard(() => Written(answer)).CallAsync();

        given.ShouldBe(Written(expected));
    }

    [Fact]
    public async Task Call_ThrowsALongMessage_IsCutToo() =>
        (await Guard(string () => throw new InvalidOperationException(new string('x', 50_000))).CallAsync()).Length
            .ShouldBeLessThan(GuardedTool.MaxResultLength + 100);

    [Fact]
    public async Task Call_NeverEndsAndHeedsNoToken_IsGivenUpAfterAMinute()
    {
        var call = Guard(() => new TaskCompletionSource<string>().Task).CallAsync();

        _time.Advance(TimeSpan.FromSeconds(59));
        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        (await call).ShouldBe("Error: no result within 60 s");
    }

    [Fact]
    public async Task Call_ToolHasALimitOfItsOwn_ThatCounts()
    {
        var call = Guard(
            (CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken),
            new Dictionary<string, object?> { [GuardedTool.LimitKey] = TimeSpan.FromSeconds(5) }).CallAsync();

        _time.Advance(TimeSpan.FromSeconds(5));

        (await call).ShouldBe("Error: no result within 5 s");
    }

    [Fact]
    public async Task Call_TurnIsCancelled_IsCancelledAndNoError()
    {
        using var turn = new CancellationTokenSource();
        var call = Guard(() => new TaskCompletionSource<string>().Task).InvokeAsync(cancellationToken: turn.Token).AsTask();

        await turn.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
        _logger.Collector.Count.ShouldBe(0);
    }

    private GuardedTool Guard(Delegate tool, IReadOnlyDictionary<string, object?>? properties = null) =>
        new(AIFunctionFactory.Create(tool, new AIFunctionFactoryOptions { Name = "own", AdditionalProperties = properties }), "given", _time, _logger);

    // "3 x + emoji\nmore" is "xxx😀\nmore".
    private static string Written(string plan)
    {
        var end = plan.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var line ? line : plan.Length;
        var first = plan[..end];
        var count = int.Parse(first.Split(' ')[0]);
        return new string('x', count) + (first.EndsWith("emoji", StringComparison.Ordinal) ? Emoji : "") + plan[end..];
    }
}
