using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Schedules.Tools;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Tools;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Schedules;

/// <summary>The model's tool knows whose turn it is, and is bounded like the commands.</summary>
public sealed class ScheduleToolTests : AgentTests
{
    [Fact]
    public async Task Create_Prompt_IsTheConversationsAndComesBack()
    {
        var agent = await Folder.OpenAsync();

        (await CallAsync(agent, Said.Direct("plan it"), ("action", "create"), ("when", "every weekday 9:00"), ("prompt", "sum up")))
            .ShouldBe("Created; it comes next at 2026-06-15 09:00, again by `0 9 * * 1-5`.");

        (await CallAsync(agent, Said.Direct("list"), ("action", "list")))
            .ShouldBe("1. 2026-06-15 09:00, again by `0 9 * * 1-5`: I carry out `sum up` (by `Ann`)");
        (await CallAsync(agent, Said.Direct("elsewhere", "cidTwo"), ("action", "list"))).ShouldBe("Nothing is scheduled in this conversation.");
        (await CallAsync(agent, Said.Direct("drop it"), ("action", "remove"), ("number", 1))).ShouldBe("Removed: `sum up`");
    }

    [Theory]
    [InlineData("create", "every day 9:00", null, "Error: give one of the two, text or prompt.")]
    [InlineData("create", "soon", "tea", "Error: the time is not understood. When: 10m")]
    [InlineData("create", "10m and more", "tea", "Error: the time is not understood.")]
    [InlineData("create", "cron \"* * * * *\"", "tea", "Error: At least 5 minutes have to lie between two runs of a schedule.")]
    [InlineData("remove", null, null, "Error: there is no such number; list shows them.")]
    [InlineData("fly", null, null, "Error: action is create, list or remove.")]
    public async Task Wrong_TellsTheModelWhatToDo(string action, string? when, string? text, string expected) =>
        (await CallAsync(await Folder.OpenAsync(), Said.Direct("x"), ("action", action), ("when", when), ("text", text))).ShouldStartWith(expected);

    [Fact]
    public async Task Remove_TurnOfSeveralPeople_NeedsTheRightOfAll()
    {
        var agent = await Folder.OpenAsync();
        await CallAsync(agent, Said.Group("plan", "Ann"), ("action", "create"), ("when", "10m"), ("text", "tea"));

        var tool = ToolOf(agent, [Said.Group("remove it", "Bob"), Said.Group("and me", "Ann", 1)]);
        (await tool.InvokeAsync(Arguments(("action", "remove"), ("number", 1)), Cancel))!.ToString()
            .ShouldBe("Error: only the one who made it, or an administrator, may remove it.");
    }

    [Fact]
    public async Task Turn_OffersTheToolToPeopleAndNotToSchedules()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("hello");
        Model.Options!.Tools!.Select(tool => tool.Name).ShouldContain(ScheduleTool.Name);
        await talk.UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1", 0L);

        await agent.AddAsync(Planned.Once("sum up", seconds: 0, isPrompt: true));
        await agent.FireAsync();
        await talk.HearAsync();

        (Model.Options.Tools ?? []).Select(tool => tool.Name).ShouldNotContain(ScheduleTool.Name);
    }

    private static async Task<string> CallAsync(AgentProcess agent, MessageReceived message, params (string Name, object? Value)[] arguments) =>
        (await ToolOf(agent, [message]).InvokeAsync(Arguments(arguments), Cancel))!.ToString()!;

    private static AIFunction ToolOf(AgentProcess agent, IReadOnlyList<MessageReceived> messages) =>
        (AIFunction)agent.Services.GetRequiredService<Toolbox>()
            .Of(new ToolContext(Agent.Conversations.ConversationKey.Of(messages[^1].Conversation), messages, Language.English, IsScheduled: false))
            .Single();

    private static AIFunctionArguments Arguments(params (string Name, object? Value)[] arguments) =>
        new(arguments.Where(one => one.Value is not null).ToDictionary(one => one.Name, one => one.Value));
}
