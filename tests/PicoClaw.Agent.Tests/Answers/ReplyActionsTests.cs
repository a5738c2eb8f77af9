using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Answers;

/// <summary>What people may press on a reply.</summary>
public sealed class ReplyActionsTests : AgentTests
{
    [Fact(Timeout = 180_000)]
    public async Task Answer_AccountWantsFeedback_HasThumbsThatNameItsTurn()
    {
        Folder.Settings["Accounts:main:Feedback"] = "links";
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));

        var reply = await ReplyAsync();

        var id = reply.Id.ToString("N")[..8];
        reply.Actions.ShouldBe(
            [new MessageAction { Label = "👍", Command = $"/feedback up {id}" }, new MessageAction { Label = "👎", Command = $"/feedback down {id}" }]);
        Stored((await agent.QueryAsync<string>("SELECT body FROM reply")).Single()).Actions.ShouldBe(reply.Actions);
    }

    [Theory(Timeout = 180_000)]
    [InlineData("off", "hello")]
    [InlineData("card", "hello")]
    [InlineData("links", "/id")]
    public async Task Reply_NobodyWantsFeedbackOrTheBotSpeaks_HasNone(string feedback, string said)
    {
        Folder.Settings["Accounts:main:Feedback"] = feedback;
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct(said));

        (await ReplyAsync()).Actions.ShouldBeEmpty();
    }

    public static TheoryData<string, string, string> Failures => new()
    {
        { "Transient", "hello", "Retry" },
        { "Transient", "你好", "重试" },
        { "Misconfigured", "hello", "" },
        { "Refused", "hello", "" },
        { "Rejected", "hello", "" },
        { "CutOff", "hello", "" },
    };

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Failures))]
    public async Task Failure_MayPass_CanBeTriedAgain(string fault, string said, string label)
    {
        Folder.Settings["Accounts:main:Feedback"] = "links";
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => throw new ModelsUnavailableException("a: no") { Fault = Enum.Parse<ModelFault>(fault) };
        await agent.PutAsync(Said.Direct(said));

        (await ReplyAsync()).Actions.ShouldBe(label.Length == 0 ? [] : [new MessageAction { Label = label, Command = "/retry" }]);
    }

    [Fact(Timeout = 180_000)]
    public async Task Failure_Pressed_AsksTheSameAgain()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => throw new ModelsUnavailableException("a: 500");
        await agent.PutAsync(Said.Direct("hello"));
        var action = (await ReplyAsync()).Actions.Single();
        Model.Answer = (told, _) => Task.FromResult("re: " + told[^1].Text);

        await agent.PutAsync(Said.Direct(action.Command, second: 1));

        Text(await ReplyAsync()).ShouldBe("re: hello");
    }

    // Stored by the version before, and unsent when this one began.
    [Fact(Timeout = 180_000)]
    public async Task Stored_BeforeThereWereActions_HasNone()
    {
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        await ReplyAsync();
        var body = JsonNode.Parse((await agent.QueryAsync<string>("SELECT body FROM reply")).Single())!.AsObject();
        (body.Remove("Actions") && body.Remove("Announces")).ShouldBeTrue();

        var reply = Stored(body.ToJsonString());

        reply.Actions.ShouldNotBeNull().ShouldBeEmpty();
        reply.Announces.ShouldBeNull();
    }

    private static DeliverMessage Stored(string body) => JsonSerializer.Deserialize(body, AgentJson.Default.DeliverMessage)!;
}
