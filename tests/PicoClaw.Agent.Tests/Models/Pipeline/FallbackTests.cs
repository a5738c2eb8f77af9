using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Pipeline;

public sealed class FallbackTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Ask_FirstIsThrottledThenSilentThenBroken_TheSecondAnswersAndTheFirstRests()
    {
        await using var first = await ModelService.StartAsync(async (number, aborted) =>
        {
            if (number == 2)
            {
                await Task.Delay(Timeout.Infinite, aborted);
            }

            return number switch { 1 => 429, 3 => 500, _ => 200 };
        });
        await using var second = await ModelService.SayingAsync("second");
        _lab.Model("first", first.Address, ("Fallbacks:0", "second"), ("RequestTimeout", "30"));
        _lab.Model("second", second.Address);

        var asking = _lab.AskAsync();
        var took = await _lab.RunAsync((Task)asking);
        var answer = await asking;

        (answer.Text, answer.ModelId, first.Requests.Count).ShouldBe(("second", "second", 3));
        took.ShouldBeInRange(TimeSpan.FromSeconds(2 + 30 + 4), TimeSpan.FromSeconds(60), "2 s after the 429, a call of 30 s, 4 s after that");

        _lab.Time.Advance(TimeSpan.FromSeconds(50));
        (await _lab.AskAsync()).ModelId.ShouldBe("second");
        first.Requests.Count.ShouldBe(3, "it rests for a minute");

        _lab.Time.Advance(TimeSpan.FromSeconds(10));
        (await _lab.AskAsync()).ModelId.ShouldBe("first");
    }

    [Fact]
    public async Task Ask_TheFirstKeepsFailing_ItRestsLongerEachTimeUntilItAnswers()
    {
        var works = false;
        await using var first = await ModelService.StartAsync((_, _) => Task.FromResult(works ? 200 : 503));
        await using var second = await ModelService.SayingAsync("second");
        _lab.Model("first", first.Address, ("Fallbacks:0", "second"));
        _lab.Model("second", second.Address);
        _lab.Set("Agent:Defaults:MaxLlmRetries", "0");

        foreach (var minutes in (int[])[1, 5, 25, 60, 60])
        {
            await ShouldRestAsync(TimeSpan.FromMinutes(minutes));
        }

        works = true;
        (await _lab.AskAsync()).ModelId.ShouldBe("first");
        works = false;
        await ShouldRestAsync(TimeSpan.FromMinutes(1));

        async Task ShouldRestAsync(TimeSpan rest)
        {
            var before = first.Requests.Count;
            (await _lab.AskAsync()).ModelId.ShouldBe("second");
            first.Requests.Count.ShouldBe(before + 1);
            _lab.Time.Advance(rest - TimeSpan.FromSeconds(1));
            (await _lab.AskAsync()).ModelId.ShouldBe("second");
            first.Requests.Count.ShouldBe(before + 1, $"it rests for {rest}");
            _lab.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Ask_AllAreDown_NamesEveryReasonAndNoKey()
    {
        await using var first = await ModelService.StartAsync((_, _, response) => OpenAiWire.FailAsync(response, 401, "Incorrect key sk-very-secret"));
        await using var second = await ModelService.StartAsync((_, _, response) => OpenAiWire.FailAsync(response, 500, "overloaded"));
        _lab.Model("first", first.Address, ("ApiKeys:0", "sk-very-secret"));
        _lab.Model("second", second.Address);
        _lab.Set("Agent:Defaults:ModelFallbacks:0", "second");

        for (var turn = 1; turn <= 2; turn++)
        {
            var failure = await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()));

            failure.Message.ShouldBe("first: HTTP 401: Incorrect key ***; second: HTTP 500: overloaded");
            (first.Requests.Count, second.Requests.Count).ShouldBe((turn, 3 * turn), "all rest, so none is skipped");
        }

        _lab.Logs.GetSnapshot().Count(record => record.Level == LogLevel.Error).ShouldBe(1, "a wrong key is reported once");
        _lab.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains("sk-very-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_TheServiceIsDown_TheMessageSaysSo()
    {
        _lab.Model("gone", new Uri("http://127.0.0.1:1"));

        var failure = await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()));

        failure.Message.ShouldStartWith("gone: cannot be reached: ");
    }

    [Fact]
    public async Task Ask_RefusedForItsContent_TheNextAnswersAndTheFirstDoesNotRest()
    {
        await using var first = await ModelService.StartAsync((number, request, response) =>
            number == 1 ? OpenAiWire.FailAsync(response, 400, "data_inspection_failed") : OpenAiWire.SayAsync(response, request, "first"));
        await using var second = await ModelService.SayingAsync("second");
        _lab.Model("first", first.Address, ("Fallbacks:0", "second"));
        _lab.Model("second", second.Address);

        (await _lab.AskAsync()).ModelId.ShouldBe("second");
        (await _lab.AskAsync()).ModelId.ShouldBe("first");
    }

    [Theory]
    [InlineData(400, "This model's maximum context length is 65536 tokens. However, you requested 70000 tokens", "invalid_request_error")]
    [InlineData(400, "no", "context_length_exceeded")]
    [InlineData(400, "Range of input length should be [1, 129024]", "invalid_parameter_error")]
    [InlineData(400, "Your request exceeded model token limit: 8192", "invalid_request_error")]
    [InlineData(500, "the request exceeds the available context size, try increasing it", "exceed_context_size_error")]
    [InlineData(413, "Payload too large", "too_large")]
    public async Task Ask_PromptIsTooLong_ThrowsAtOnce(int status, string message, string code)
    {
        await using var first = await ModelService.StartAsync((_, _, response) => OpenAiWire.FailAsync(response, status, message, code));
        _lab.Model("first", first.Address);

        await Should.ThrowAsync<ContextTooLongException>(() => _lab.AskAsync());

        first.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_ModelByName_IsAskedWithItsOwnFallbacks()
    {
        await using var first = await ModelService.SayingAsync("first");
        await using var second = await ModelService.StartAsync((_, _) => Task.FromResult(404));
        await using var third = await ModelService.SayingAsync("third");
        _lab.Model("first", first.Address);
        _lab.Model("second", second.Address, ("Fallbacks:0", "third"));
        _lab.Model("third", third.Address);

        (await _lab.AskAsync(model: "Second")).ModelId.ShouldBe("third");
        (await _lab.AskAsync(model: "no longer configured")).ModelId.ShouldBe("first");
    }

    [Fact]
    public async Task Ask_TwoEntriesOfOneName_StandInForEachOther()
    {
        await using var broken = await ModelService.StartAsync((_, _) => Task.FromResult(401));
        await using var works = await ModelService.SayingAsync("works");
        _lab.Model("main", broken.Address);
        _lab.Model("main", works.Address);

        (await _lab.AskAsync()).Text.ShouldBe("works");
    }

    [Fact]
    public async Task Ask_Cancelled_DoesNotCountAsAFailure()
    {
        var asked = new TaskCompletionSource();
        await using var first = await ModelService.StartAsync(async (number, aborted) =>
        {
            asked.TrySetResult();
            await Task.Delay(number == 1 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, aborted);
            return 200;
        });
        await using var second = await ModelService.SayingAsync("second");
        _lab.Model("first", first.Address, ("Fallbacks:0", "second"));
        _lab.Model("second", second.Address);
        using var cancel = new CancellationTokenSource();

        var asking = _lab.Client.GetResponseAsync("hello", cancellationToken: cancel.Token);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        second.Requests.Count.ShouldBe(0);
        (await _lab.AskAsync()).ModelId.ShouldBe("first");
    }
}
