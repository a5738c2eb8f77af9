using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Models;

public sealed class EchoChatClientTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new() { UsesScriptedModel = false };

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Echo_DirectChat_ListsTheMessagesOfThisTurnOnly()
    {
        (await AnswersAsync(Said.Direct("earlier"))).ShouldHaveSingleItem().ShouldEndWith("\n\n- earlier");

        (await AnswersAsync(Said.Direct("one", second: 1), Said.Direct("two\nlines\r\nof text", second: 2), Said.Direct("three", second: 3)))
            .ShouldHaveSingleItem().ShouldEndWith("\n\n- one\n- two\n  lines\n  of text\n- three");
    }

    [Fact]
    public async Task Echo_Group_NamesTheSpeakers() =>
        (await AnswersAsync(Said.Group("hello\nall", "Ann"), Said.Group("hi", "小王", second: 1)))
            .ShouldHaveSingleItem().ShouldEndWith("\n\n- Ann: hello\n  all\n- 小王: hi");

    [Fact]
    public async Task Echo_Always_SaysThatItIsAnEcho() =>
        (await AnswersAsync(Said.Direct("hello"))).ShouldHaveSingleItem().ShouldStartWith("**Echo**");

    [Fact]
    public async Task Echo_NewestMessageWithLettersIsChinese_SaysSoInChinese() =>
        (await AnswersAsync(Said.Direct("hello"), Said.Direct("你好", second: 1), Said.Direct("123", second: 2)))
            .ShouldHaveSingleItem().ShouldStartWith("**复述**");

    /// <summary>Sends the messages while no process runs, so that they become one turn.</summary>
    private async Task<IReadOnlyList<string>> AnswersAsync(params MessageReceived[] messages)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using (var intake = await _folder.OpenAsync())
        {
            await intake.PutAsync(messages);
        }

        await using var agent = await _folder.StartAsync();
        var answers = new List<DeliverMessage> { await _folder.Sender.Accepted.ReadAsync(cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(2), cancel) };
        await agent.StopAsync();
        while (_folder.Sender.Accepted.TryRead(out var more))
        {
            answers.Add(more);
        }

        return [.. answers.Select(answer => ((MarkdownContent)answer.Content).Text)];
    }
}
