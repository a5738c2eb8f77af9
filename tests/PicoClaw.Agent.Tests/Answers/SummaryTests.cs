using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Tests.Answers;

/// <summary>Long conversations are summarized.</summary>
public abstract class SummaryTests(bool onPostgres) : AgentTests(onPostgres)
{
    private readonly Channel<JsonArray> _summaries = Channel.CreateBounded<JsonArray>(100);
    private readonly Channel<JsonArray> _questions = Channel.CreateBounded<JsonArray>(100);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AgentProcess? _agent;

    [Fact]
    public async Task Conversation_OfThirtyMessages_IsSummarizedWithoutDelayingAReply()
    {
        await using var service = await ModelService.StartAsync((_, request, response) => AnswerAsync(request, response));
        Folder.UsesScriptedModel = false;
        Folder.Settings["Models:0:ModelName"] = "chat";
        Folder.Settings["Models:0:Model"] = "m";
        Folder.Settings["Models:0:ApiBase"] = service.Address.ToString();
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        for (var i = 1; i <= 10; i++)
        {
            (await talk.SayAsync($"m{i}")).ShouldBe($"re: m{i}");
        }

        // Twenty messages are not more than twenty. From the 22nd on a summary is asked for that never comes, and replies do not wait for
        // it.
        _summaries.Reader.Count.ShouldBe(0);
        for (var i = 11; i <= 15; i++)
        {
            (await talk.SayAsync($"m{i}")).ShouldBe($"re: m{i}");
            await ReadAsync(_summaries);
        }

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM history")).ShouldBe([30]);
        _gate.SetResult();
        await talk.UntilAsync("SELECT COUNT(*) FROM history", 4L);
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["m14", "re: m14", "m15", "re: m15"]);
        (await agent.QueryAsync<string>("SELECT summary FROM conversation")).ShouldBe(["they counted"]);

        await talk.SayAsync("m16");

        var asked = await LastQuestionAsync();
        Content(asked, 0).ShouldContain("(for reference only)");
        Content(asked, 0).ShouldContain("they counted");
        asked.Skip(1).Select((_, index) => Content(asked, index + 1)).ShouldBe(["m14", "re: m14", "m15", "re: m15", "m16"]);
    }

    [Fact]
    public async Task Summary_HistoryIsLargeInTokens_IsMadeOfFewMessages()
    {
        Folder.Settings["Agent:Defaults:ContextWindow"] = "4000";
        Folder.Settings["Agent:Defaults:MaxTokens"] = "500";
        var talk = await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await talk.SayAsync(i + new string('x', 1300));
        }

        await talk.UntilAsync("SELECT summary FROM conversation", "all that was");
        await talk.UntilAsync("SELECT COUNT(*) FROM history", 4L);
    }

    [Fact]
    public async Task Summary_Fails_IsTriedAfterTheNextTurnAndTheLaneIsLetGo()
    {
        Folder.Settings["Agent:Defaults:SummarizeMessageThreshold"] = "4";
        var fails = 0;
        var talk = await StartAsync(() => fails++ == 0 ? throw new HttpRequestException("away") : "all that was");
        await talk.SayAsync("m1");
        await talk.SayAsync("m2");
        await talk.SayAsync("m3");
        await talk.UntilAsync("SELECT has_work FROM lane", 0L);
        fails.ShouldBe(1);

        await talk.SayAsync("m4");

        await talk.UntilAsync("SELECT summary FROM conversation", "all that was");
    }

    [Fact]
    public async Task Summary_ProcessDiedBeforeIt_IsMadeByTheNext()
    {
        Folder.Settings["Agent:Defaults:SummarizeMessageThreshold"] = "4";
        var calls = Channel.CreateBounded<bool>(10);
        var dead = await Folder.StartAsync();
        var talk = new Talk(Folder, dead);
        Model.Answer = async (told, cancel) =>
        {
            if (told[0].Text != SummaryPrompt.Instruction)
            {
                return "fine";
            }

            await calls.Writer.WriteAsync(true, cancel);
            await Task.Delay(Timeout.Infinite, cancel);
            return "never";
        };
        for (var i = 0; i < 3; i++)
        {
            await talk.SayAsync($"m{i}");
        }

        await calls.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);
        await dead.KillAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));
        Model.Answer = (_, _) => Task.FromResult("all that was");

        var agent = await Folder.StartAsync();

        await new Talk(Folder, agent).UntilAsync("SELECT summary FROM conversation", "all that was");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM history")).ShouldBe([4]);
    }

    [Fact]
    public async Task ContextTooLong_IsCompactedAndAskedOnceMore()
    {
        var talk = await StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await talk.SayAsync($"m{i}");
        }

        var refused = 0;
        Refuse(told => told.Count > 6 && ++refused > 0);

        (await talk.SayAsync("m4")).ShouldBe("re: m4");

        refused.ShouldBe(1);
        (await _agent!.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["m2", "re: m2", "m3", "re: m3", "m4", "re: m4"]);
        (await _agent!.QueryAsync<string>("SELECT summary FROM conversation")).ShouldBe(["all that was"]);
    }

    [Fact]
    public async Task ContextTooLong_EvenWhenCompacted_TheUserIsTold()
    {
        var talk = await StartAsync();
        await talk.SayAsync("m0");
        var asked = 0;
        Refuse(_ => ++asked > 0);

        (await talk.SayAsync("m1")).ShouldBe(Phrases.TooLong.English);

        asked.ShouldBe(2);
    }

    private async Task<Talk> StartAsync(Func<string>? summary = null)
    {
        Model.Answer = (told, _) => Task.FromResult(told[0].Text == SummaryPrompt.Instruction ? (summary ?? (() => "all that was"))() : "re: " + told[^1].Text);
        _agent = await Folder.StartAsync();
        return new Talk(Folder, _agent);
    }

    private void Refuse(Func<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>, bool> isTooLong)
    {
        var usual = Model.Answer;
        Model.Answer = (told, cancel) => told[0].Text != SummaryPrompt.Instruction && isTooLong(told)
            ? throw new ContextTooLongException("too long", new InvalidOperationException())
            : usual(told, cancel);
    }

    private async Task AnswerAsync(ModelRequest request, HttpResponse response)
    {
        var messages = request.Body["messages"]!.AsArray();
        var aborted = response.HttpContext.RequestAborted;
        if (Content(messages, 0) != SummaryPrompt.Instruction)
        {
            await _questions.Writer.WriteAsync(messages, aborted);
            await OpenAiWire.SayAsync(response, request, "re: " + Content(messages, messages.Count - 1));
            return;
        }

        await _summaries.Writer.WriteAsync(messages, aborted);
        await _gate.Task.WaitAsync(aborted);
        await OpenAiWire.SayAsync(response, request, "they counted");
    }

    private static string Content(JsonArray messages, int index) => messages[index]!["content"] switch
    {
        JsonArray parts => string.Concat(parts.Select(part => part!["text"]!.GetValue<string>())),
        var text => text!.GetValue<string>(),
    };

    private async Task<JsonArray> LastQuestionAsync()
    {
        var last = await ReadAsync(_questions);
        while (_questions.Reader.TryRead(out var later))
        {
            last = later;
        }

        return last;
    }

    private static async Task<JsonArray> ReadAsync(Channel<JsonArray> channel) =>
        await channel.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);
}
