using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Tools;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Agent.Tests.Answers;

/// <summary>A turn that has started a tool is not repeated, and the usage of its calls is stored however it ends.</summary>
public abstract class ToolTurnTests : AgentTests
{
    private const string UsageOfTurns = "SELECT COUNT(*) || ' of ' || COUNT(turn_id) || ': ' || CAST(SUM(input_tokens) AS INTEGER) FROM model_usage";

    private readonly Channel<string> _noted = Channel.CreateBounded<string>(100);
    private Func<string, CancellationToken, Task<string>> _tool = (_, _) => Task.FromResult("noted");

    protected ToolTurnTests(bool onPostgres)
        : base(onPostgres)
    {
        Folder.UsesScriptedModel = false;
        Folder.Replace = services => services.AddSingleton<IToolSource>(new OneTool(AIFunctionFactory.Create(NoteAsync, "note")));
    }

    [Fact]
    public async Task Turn_TheAnswerAfterAToolIsAlwaysEmpty_EndsAndTheUserIsTold()
    {
        await using var service = await ServiceAsync((_, request, response) => OpenAiWire.SayAsync(response, request, ""));
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("note it"));

        (await Folder.MeanwhileAsync(HearAsync(agent))).ShouldBe(Phrases.Unfinished.English);

        _noted.Reader.Count.ShouldBe(1);
        service.Requests.Count.ShouldBe(4);
        (await agent.QueryAsync<string>("SELECT status || attempts || ': ' || error FROM turn")).ShouldBe(["failed1: main: the answer was empty"]);
        (await agent.QueryAsync<string>(UsageOfTurns)).ShouldBe(["4 of 4: 28"]);
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["note it", Phrases.Unfinished.English]);
    }

    [Fact]
    public async Task Turn_TheContextIsTooLongAfterATool_IsNotBegunAgainWithLess()
    {
        await using var service = await ServiceAsync((_, _, response) => OpenAiWire.FailAsync(response, 400, "no", "context_length_exceeded"), first: 2);
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("before");

        (await talk.SayAsync("note it")).ShouldBe(Phrases.Unfinished.English);

        _noted.Reader.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Turn_TheProcessEndsAfterATool_TheNextOneDoesNotRunItAgain(bool isKilled)
    {
        var asked = new TaskCompletionSource();
        await using var service = await ServiceAsync(async (_, _, response) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });
        var first = await Folder.StartAsync();
        await first.PutAsync(Said.Direct("note it"));
        await asked.Task.WaitAsync(Limit, Cancel);
        await (isKilled ? first.KillAsync() : first.StopAtOnceAsync());
        await first.DisposeAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));

        var next = await Folder.StartAsync();

        (await HearAsync(next)).ShouldBe(Phrases.Unfinished.English);
        _noted.Reader.Count.ShouldBe(1);
        service.Requests.Count.ShouldBe(2);
        (await next.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["failed"]);
    }

    // The tool may or may not have acted when the process died, so it is not run again.
    [Fact]
    public async Task Turn_TheProcessDiesWithinATool_TheNextOneDoesNotRunItAgain()
    {
        _tool = async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return "never";
        };
        await using var service = await ServiceAsync((_, request, response) => OpenAiWire.SayAsync(response, request, "good"));
        var dead = await Folder.StartAsync();
        await dead.PutAsync(Said.Direct("note it"));
        await _noted.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);
        await dead.KillAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));

        var next = await Folder.StartAsync();

        (await HearAsync(next)).ShouldBe(Phrases.Unfinished.English);
        _noted.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Turn_IsPutBackByAPerson_MayUseItsToolsAgain()
    {
        var isEmpty = true;
        await using var service = await ServiceAsync(
            (_, request, response) => OpenAiWire.SayAsync(response, request, isEmpty ? "" : "good"), calls: request => !Answered(request));
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("note it"));
        await Folder.MeanwhileAsync(HearAsync(agent));
        var letters = agent.Services.GetRequiredService<FailedTurns>();
        isEmpty = false;

        (await letters.ReplayAsync((await letters.ListAsync(10, Cancel)).Single().Id, Cancel)).ShouldBe(ReplayResult.Done);

        (await Folder.MeanwhileAsync(HearAsync(agent))).ShouldBe("good");
        _noted.Reader.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Turn_IsStoppedInAModelCall_TheCallIsInTheUsageAndNotInTheLog()
    {
        var asked = new TaskCompletionSource();
        await using var service = await ServiceAsync(async (_, _, response) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("note it"));
        await asked.Task.WaitAsync(Limit, Cancel);

        await agent.PutAsync(Said.Direct("/stop", second: 1));

        (await HearAsync(agent)).ShouldBe(Phrases.Stopped.English);
        (await agent.QueryAsync<string>(UsageOfTurns)).ShouldBe(["2 of 2: 7"]);
        agent.Warnings().ShouldBeEmpty();
    }

    [Fact]
    public async Task Turn_TheProcessStopsInAModelCall_TheCallIsInTheUsageAndNotInTheLog()
    {
        var asked = new TaskCompletionSource();
        await using var service = await ServiceAsync(
            async (_, _, response) =>
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
            },
            first: 0);
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        await asked.Task.WaitAsync(Limit, Cancel);

        await agent.StopAtOnceAsync();

        (await agent.QueryAsync<string>(UsageOfTurns)).ShouldBe(["1 of 1: 0"]);
        (await agent.QueryAsync<string>("SELECT status || attempts || ', lost ' || (SELECT COUNT(*) FROM lost_start) FROM turn"))
            .ShouldBe(["running1, lost 1"]);
        agent.Warnings().ShouldBeEmpty();
    }

    private static bool Answered(ModelRequest request) => (string?)request.Body["messages"]!.AsArray()[^1]!["role"] == "tool";

    private async Task<string> NoteAsync(string text, CancellationToken cancellationToken)
    {
        await _noted.Writer.WriteAsync(text, cancellationToken);
        return await _tool(text, cancellationToken);
    }

    private Task<string> HearAsync(AgentProcess agent) => new Talk(Folder, agent).HearAsync();

    /// <summary>
    /// A model that says "fine", calls the tool at request number <paramref name="first"/>, and then answers as the test wants.
    /// </summary>
    private async Task<ModelService> ServiceAsync(Func<int, ModelRequest, HttpResponse, Task> answer, int first = 1, Func<ModelRequest, bool>? calls = null)
    {
        var service = await ModelService.StartAsync((number, request, response) =>
            number < first ? OpenAiWire.SayAsync(response, request, "fine")
            : calls?.Invoke(request) ?? number == first ? OpenAiWire.CallAsync(response, request, "note", """{"text":"a"}""")
            : answer(number, request, response));
        Folder.Settings["Models:0:ModelName"] = "main";
        Folder.Settings["Models:0:Model"] = "scripted";
        Folder.Settings["Models:0:ApiBase"] = new Uri(service.Address, "/v1").ToString();
        return service;
    }
}
