using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Models.Wire;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Pipeline;

/// <summary>An answer that is read while the model writes it equals the whole one, with the same guarantees.</summary>
public sealed class StreamingTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();
    private readonly SemaphoreSlim _read = new(0);

    public static TheoryData<string, string> OddAnswers => new()
    {
        { "a thought, then blanks", WildWire.Deltas("""{"content":"<think>内部</think>\n\n答"}""", """{"content":"案 \n"}""") },
        { "a thought without its opening mark", WildWire.Deltas("""{"content":"内部"}""", """{"content":"</think>答案"}""") },
        { "a thought between sentences", WildWire.Deltas("""{"content":"第一。<think>内部"}""", """{"content":"</think>第二。"}""") },
        { "blanks around it", WildWire.Deltas("""{"content":"\n答案\n"}""") },
        { "a thought in a field of its own", WildWire.Deltas("""{"reasoning_content":"内部"}""", """{"content":"答案"}""") },
        { "a call that cannot be made", WildWire.Deltas("""{"content":"答。<tool_call>{\"name\":\"none\"}</tool_call>"}""") },
        {
            "cut at the limit",
            WildWire.Events("""{"choices":[{"delta":{"content":"答"}}]}""", """{"choices":[{"delta":{},"finish_reason":"length"}]}""")
        },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _read.Dispose();
    }

    [Theory]
    [MemberData(nameof(WildStreamTests.Streams), MemberType = typeof(WildStreamTests))]
    [MemberData(nameof(OddAnswers))]
    public async Task Stream_AnyAnswer_IsTheWholeAnswer(string what, string body) =>
        await ShouldBeTheSameAsync(what, body, ("Model", "scripted"));

    [Theory]
    [MemberData(nameof(AnthropicWildTests.Streams), MemberType = typeof(AnthropicWildTests))]
    public async Task Stream_AnyAnswerOfAnthropicsProtocol_IsTheWholeAnswer(string what, string body) =>
        await ShouldBeTheSameAsync(what, body, ("Model", "anthropic/claude"));

    [Fact]
    public async Task Stream_AServiceThatCannotStream_TheAnswerComesAtOnce()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address, ("Stream", "false"));

        var answer = await _lab.StreamAsync();

        (answer.Response.Text, answer.Response.ModelId, answer.Pieces.Count).ShouldBe(("good", "main", 1));
    }

    [Fact]
    public async Task Stream_TheModelStillWrites_ThePieceIsReadAlready()
    {
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            await OpenAiWire.BeginAsync(response, "The answer");
            await _read.WaitAsync(TimeSpan.FromMinutes(2), response.HttpContext.RequestAborted);
            await OpenAiWire.EventAsync(response, """{"choices":[{"delta":{"content":" is 42."}}]}""");
            await OpenAiWire.EventAsync(response, WildWire.Stop);
        });
        _lab.Model("main", service.Address);

        var answer = await _lab.StreamAsync(read: _ => _read.Release());

        answer.Pieces.ShouldBe(["The answer", " is 42."]);
    }

    [Fact]
    public async Task Stream_TheAnswerBreaksOff_TheRepeatedOneBeginsWithARestart()
    {
        var calls = new CallLog();
        await using var service = await BreakingAsync(1);
        _lab.Model("main", service.Address);

        var answer = await _lab.RunAsync(_lab.StreamAsync(new AnswerOptions { Calls = calls }, _ => _read.Release()));

        (answer.Response.Text, answer.Restarts).ShouldBe(("good", 1));
        answer.Pieces.ShouldBe(["The answer is", "good"]);
        (answer.Response.Usage!.InputTokenCount, calls.Calls.Count, calls.Failed).ShouldBe((7, 2, 1));
    }

    [Fact]
    public async Task Stream_TheModelNeverAnswers_TheNextOneBeginsWithARestart()
    {
        await using var first = await BreakingAsync(3);
        await using var second = await ModelService.SayingAsync("second");
        _lab.Model("first", first.Address, ("Fallbacks:0", "second"));
        _lab.Model("second", second.Address);

        var answer = await _lab.RunAsync(_lab.StreamAsync(read: _ => _read.Release()));

        (answer.Response.Text, answer.Response.ModelId, first.Requests.Count).ShouldBe(("second", "second", 3));
        answer.Restarts.ShouldBe(3);
    }

    [Fact]
    public async Task Stream_TheFirstAnswerIsEmpty_NothingWasReadAndNothingRestarts()
    {
        await using var service = await WildWire.FirstAsync(WildWire.Deltas("""{"content":" \n"}"""));
        _lab.Model("main", service.Address);

        var answer = await _lab.RunAsync(_lab.StreamAsync());

        (answer.Response.Text, answer.Restarts).ShouldBe(("good", 0));
    }

    [Fact]
    public async Task Stream_TheAnswerIsWithheldAfterText_IsARefusal()
    {
        await using var service = await WildWire.AnsweringAsync(
            WildWire.Events("""{"choices":[{"delta":{"content":"half"}}]}""", """{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"""));
        _lab.Model("main", service.Address);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.StreamAsync())).Fault.ShouldBe(ModelFault.Refused);
    }

    [Fact]
    public async Task Stream_ATool_RunsOnceAndTheTextBesideItsCallIsReplaced()
    {
        var events = new List<string>();
        _lab.Tool(AIFunctionFactory.Create(() => Note(events, "ran"), "note"));
        await using var service = await ModelService.StartAsync((number, request, response) => number switch
        {
            1 => OpenAiWire.CallAsync(response, request, "note", "{}", "Let me see."),
            2 => OpenAiWire.BeginAsync(response, "half"),
            _ => OpenAiWire.SayAsync(response, request, "good"),
        });
        _lab.Model("main", service.Address);
        var options = new AnswerOptions
        {
            ToolsStarting = _ =>
            {
                Note(events, "starting");
                return Task.CompletedTask;
            },
        };

        var answer = await _lab.RunAsync(_lab.StreamAsync(options));

        events.ShouldBe(["starting", "ran"]);
        answer.Response.Text.ShouldBe("good");
        (answer.Response.Usage!.InputTokenCount, answer.Response.Usage.OutputTokenCount, options.Calls.Calls.Count).ShouldBe((14, 10, 3));
        service.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Stream_ACallInTheText_IsMadeAndNeverShown()
    {
        _lab.Tool(AIFunctionFactory.Create(() => "noted", "note"));
        await using var service = await WildWire.FirstAsync(
            WildWire.Deltas("""{"content":"<tool_c"}""", """{"content":"all>{\"name\":\"note\",\"arguments\":{}}</tool_call>"}"""));
        _lab.Model("main", service.Address);

        var answer = await _lab.StreamAsync();

        (answer.Response.Text, string.Concat(answer.Pieces), answer.Restarts, service.Requests.Count).ShouldBe(("good", "good", 0, 2));
    }

    [Fact]
    public async Task Stream_ThoughtsWithoutTheirOpeningMark_TheSecondIsHeldBack()
    {
        await using var service = await WildWire.AnsweringAsync(
            WildWire.Deltas("""{"content":"内部"}""", """{"content":"</think>答"}""", """{"content":"案"}"""));
        _lab.Model("main", service.Address);

        (await _lab.StreamAsync()).Response.Text.ShouldBe("答案");
        var second = await _lab.StreamAsync();

        (string.Concat(second.Pieces), second.Restarts).ShouldBe(("答案", 0));
    }

    [Fact]
    public async Task Stream_TheReaderLeavesEarly_TheCallEndsAndIsLogged()
    {
        var calls = new CallLog();
        var aborted = new TaskCompletionSource();
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            response.HttpContext.RequestAborted.Register(aborted.SetResult);
            await OpenAiWire.BeginAsync(response, "The answer");
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });
        _lab.Model("main", service.Address);

        await foreach (var update in _lab.Client.GetStreamingResponseAsync("hello", new AnswerOptions { Calls = calls }, Cancel))
        {
            update.Text.ShouldBe("The answer");
            break;
        }

        calls.Calls.ShouldHaveSingleItem().Model.ShouldBe("main");
        await aborted.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);
    }

    [Fact]
    public async Task Stream_Cancelled_IsCancelled()
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            await OpenAiWire.BeginAsync(response, "The answer");
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });
        _lab.Model("main", service.Address);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _lab.Client.GetStreamingResponseAsync("hello", cancellationToken: turn.Token))
            {
                await turn.CancelAsync();
            }
        });
    }

    private static string Note(List<string> events, string text)
    {
        events.Add(text);
        return "noted";
    }

    /// <summary>Breaks off its first answers once their text was read, and says "good" to the next request.</summary>
    private Task<ModelService> BreakingAsync(int answers) => ModelService.StartAsync(async (number, request, response) =>
    {
        if (number > answers)
        {
            await OpenAiWire.SayAsync(response, request, "good");
            return;
        }

        await OpenAiWire.BeginAsync(response, "The answer is");
        await _read.WaitAsync(TimeSpan.FromMinutes(2), response.HttpContext.RequestAborted);
    });

    // Anthropic's client stamps its answers with the wall clock.
    private static string Timeless(ChatResponse answer) =>
        Regex.Replace(JsonSerializer.Serialize(answer, AIJsonUtilities.DefaultOptions), "(\"createdAt\": \")[^\"]*", "$1now");

    private static async Task ShouldBeTheSameAsync(string what, string body, (string, string) field)
    {
        await using var service = await WildWire.AnsweringAsync(body);
        var answers = new List<string>();
        foreach (var streams in (bool[])[false, true])
        {
            await using var lab = new ModelLab();
            lab.Model("main", service.Address, field);
            var answer = streams ? (await lab.RunAsync(lab.StreamAsync())).Response : await lab.RunAsync(lab.AskAsync());
            answers.Add(Timeless(answer));
        }

        answers[1].ShouldBe(answers[0], what);
    }
}
