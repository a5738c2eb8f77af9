using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Tools;

/// <summary>A tool runs once, whatever happens to the calls around it, and a model cannot call tools without end.</summary>
public sealed class ToolRepeatTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();
    private readonly List<string> _noted = [];

    public ToolRepeatTests()
    {
        _lab.Tool(AIFunctionFactory.Create(Note, "note"));
        _lab.Tool(AIFunctionFactory.Create(() => Note("nothing"), "note_nothing"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Answer_TheLastAnswerIsEmpty_OnlyThatCallIsRepeatedWithTheResultSoFar()
    {
        await using var service = await ServiceAsync((number, request, response) => number switch
        {
            1 => OpenAiWire.CallAsync(response, request, "note", """{"text":"a"}"""),
            2 => OpenAiWire.SayAsync(response, request, ""),
            _ => OpenAiWire.SayAsync(response, request, "good"),
        });

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _noted.ShouldBe(["a"]);
        var bodies = await BodiesAsync(service, 3);
        bodies[2]["messages"]!.AsArray().Select(message => (string?)message!["role"]).ShouldBe(["user", "assistant", "tool"]);
        JsonNode.DeepEquals(bodies[1]["messages"], bodies[2]["messages"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_TheLastAnswerIsAlwaysEmpty_TheToolRanOnceAndThreeCallsFollowed()
    {
        await using var service = await ServiceAsync((number, request, response) => number == 1
            ? OpenAiWire.CallAsync(response, request, "note", """{"text":"a"}""")
            : OpenAiWire.SayAsync(response, request, ""));

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()));

        _noted.ShouldBe(["a"]);
        service.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Answer_TheStreamIsCutInsideArguments_NothingRunsAndThreeCallsAreMade()
    {
        await using var service = await ServiceAsync((_, _, response) => OpenAiWire.BeginCallAsync(response, "note", """{"text":"a"""));

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()));

        _noted.ShouldBeEmpty();
        service.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"text":"a""")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task Answer_ArgumentsCannotBeRead_TheToolDoesNotRunAndTheModelIsTold(string arguments)
    {
        await using var service = await ServiceAsync((number, request, response) => number == 1
            ? OpenAiWire.CallAsync(response, request, "note", arguments)
            : OpenAiWire.SayAsync(response, request, "good"));

        (await _lab.AskAsync()).Text.ShouldBe("good");

        _noted.ShouldBeEmpty();
        (await BodiesAsync(service, 2))[1]["messages"]!.AsArray()[^1]!.ToJsonString()
            .ShouldContain("the arguments are not a JSON object, so the tool did not run");
    }

    [Fact]
    public async Task Answer_ArgumentsCanNeverBeRead_EndsAfterFourCalls()
    {
        await using var service = await ServiceAsync((_, request, response) => OpenAiWire.CallAsync(response, request, "note", """{"text":"""));

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync());

        _noted.ShouldBeEmpty();
        service.Requests.Count.ShouldBe(4);
    }

    // Empty arguments are valid where a tool has no parameters.
    [Fact]
    public async Task Answer_AToolWithoutParameters_RunsWithoutArguments()
    {
        await using var service = await ServiceAsync((number, request, response) => number == 1
            ? OpenAiWire.CallAsync(response, request, "note_nothing", "")
            : OpenAiWire.SayAsync(response, request, "good"));

        (await _lab.AskAsync()).Text.ShouldBe("good");

        _noted.ShouldBe(["nothing"]);
    }

    [Fact]
    public async Task Answer_EveryOtherCallFails_IsGivenUpInTheEnd()
    {
        _lab.Set("Agent:Defaults:MaxToolIterations", "1000");
        await using var service = await ServiceAsync((number, request, response) => number % 2 == 1
            ? OpenAiWire.FailAsync(response, 500)
            : OpenAiWire.CallAsync(response, request, "note", """{"text":"a"}"""));

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()))).Message
            .ShouldBe("gave up after 21 failed model calls for one answer");

        service.Requests.Count.ShouldBe(42);
    }

    [Fact]
    public async Task Answer_AToolStarts_TheAskerIsToldOnceBeforeItRuns()
    {
        await using var service = await ServiceAsync((number, request, response) => number <= 2
            ? OpenAiWire.CallAsync(response, request, "note", """{"text":"a"}""")
            : OpenAiWire.SayAsync(response, request, "good"));

        await _lab.AskAsync(options: new AnswerOptions
        {
            ToolsStarting = _ =>
            {
                _noted.Add("told");
                return Task.CompletedTask;
            },
        });

        _noted.ShouldBe(["told", "a", "a"]);
    }

    [Fact]
    public async Task Answer_TheAskerCannotBeTold_NoToolRuns()
    {
        await using var service = await ServiceAsync((_, request, response) => OpenAiWire.CallAsync(response, request, "note", """{"text":"a"}"""));

        var options = new AnswerOptions { ToolsStarting = _ => throw new IOException("the store is away") };
        await Should.ThrowAsync<IOException>(() => _lab.AskAsync(options: options));

        _noted.ShouldBeEmpty();
        service.Requests.Count.ShouldBe(1);
    }

    private string Note(string text = "")
    {
        _noted.Add(text);
        return "noted";
    }

    private async Task<ModelService> ServiceAsync(Func<int, ModelRequest, HttpResponse, Task> answer)
    {
        var service = await ModelService.StartAsync(answer);
        _lab.Model("main", service.Address);
        return service;
    }

    private static async Task<List<JsonObject>> BodiesAsync(ModelService service, int count)
    {
        var bodies = new List<JsonObject>();
        for (var i = 0; i < count; i++)
        {
            bodies.Add((await service.Requests.ReadAsync(Cancel)).Body);
        }

        return bodies;
    }
}
