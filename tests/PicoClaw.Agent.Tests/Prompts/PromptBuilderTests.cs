using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Prompts;

public sealed class PromptBuilderTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new() { Settings = { ["Agent:Defaults:ContextWindow"] = "2000", ["Agent:Defaults:MaxTokens"] = "500" } };

    private IReadOnlyList<string> _warnings = [];

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task BuildAsync_EverythingFits_IsSystemHistoryAndWhatIsToBeAnswered()
    {
        var prompt = await BuildAsync([User("a"), Assistant("b")], User("c"));

        prompt.Select(message => (message.Role, message.Text)).Skip(1)
            .ShouldBe([(ChatRole.User, "a"), (ChatRole.Assistant, "b"), (ChatRole.User, "c")]);
        prompt[0].Role.ShouldBe(ChatRole.System);
    }

    // 1500 tokens are left for the prompt; a big message is estimated at 404, a huge one at 1445, and the system prompt at about 250.
    [Fact]
    public async Task BuildAsync_HistoryIsLongerThanTheWindow_TheOldestGoesAndNoAnswerStandsWithoutItsQuestion()
    {
        var big = new string('x', 1000);

        var prompt = await BuildAsync([User("1" + big), Assistant("2" + big), User("3" + big), Assistant("4" + big)], User("now"));
        var odd = await BuildAsync([User("1" + new string('x', 3600)), Assistant("2"), User("3"), Assistant("4")], User("now"));

        prompt.Skip(1).Select(message => message.Text[..1]).ShouldBe(["3", "4", "n"]);
        odd.Skip(1).Select(message => message.Text[..1]).ShouldBe(["3", "4", "n"]);
    }

    [Fact]
    public async Task BuildAsync_WhatIsToBeAnsweredIsTooLong_IsSentAllTheSame() =>
        (await BuildAsync([User("a")], User(new string('x', 10_000)))).Count.ShouldBe(2);

    // The default of 8192 tokens for an answer is not reserved in a window that is smaller.
    [Fact]
    public async Task BuildAsync_TheWindowIsSmallAndNoAnswerLengthIsSet_HistoryFits()
    {
        _folder.Settings.Remove("Agent:Defaults:MaxTokens");

        (await BuildAsync([User("a"), Assistant("b")], User("c"))).Count.ShouldBe(4);
        _warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task BuildAsync_NothingOfTheHistoryCanFit_TheLogSaysWhatToDo()
    {
        _folder.Settings["Models:0:ModelName"] = "small";
        _folder.Settings["Models:0:Model"] = "deepseek/small";

        (await BuildAsync([User("a"), Assistant("b")], User(new string('x', 10_000)))).Count.ShouldBe(2);

        var warning = _warnings.ShouldHaveSingleItem();
        warning.ShouldContain("of the 1500 tokens that the context window of small has for them");
        warning.ShouldContain("raise context_window");
    }

    private static HistoryEntry User(string text) => new(HistoryEntry.User, text);

    private static HistoryEntry Assistant(string text) => new(HistoryEntry.Assistant, text);

    private async Task<IReadOnlyList<ChatMessage>> BuildAsync(IReadOnlyList<HistoryEntry> history, HistoryEntry said)
    {
        var agent = await _folder.OpenAsync();
        var prompt = await agent.Services.GetRequiredService<PromptBuilder>()
            .BuildAsync(new PromptContext([Said.Direct("now")], null), null, history, TakenAttachments.Without([said]), TestContext.Current.CancellationToken);
        _warnings = agent.Warnings();
        await agent.DisposeAsync();
        return prompt;
    }
}
