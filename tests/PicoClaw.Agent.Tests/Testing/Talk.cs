using PicoClaw.Contracts;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Says something to an agent and hears what it says.</summary>
internal sealed class Talk(AgentFolder folder, AgentProcess agent)
{
    private int _second;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<string> SayAsync(string text) => SayAsync(Said.Direct(text, second: ++_second));

    public Task<string> SayInGroupAsync(string text, string speaker = "Ann", bool isAdmin = false)
    {
        var message = Said.Group(text, speaker, ++_second);
        return SayAsync(message with { Sender = message.Sender with { IsAdmin = isAdmin } });
    }

    public async Task<string> SayAsync(MessageReceived message)
    {
        await agent.PutAsync(message);
        return await HearAsync();
    }

    public async Task<string> HearAsync() => (await HearReplyAsync()).Content.ShouldBeOfType<MarkdownContent>().Text;

    public async Task<DeliverMessage> HearReplyAsync() =>
        await folder.Sender.Accepted.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(2), Cancel);

    /// <summary>Waits, for two minutes at most, until the query returns the expected value.</summary>
    public async Task UntilAsync<T>(string sql, T expected)
    {
        using var limit = TestDeadline.In(TimeSpan.FromMinutes(2));
        while (!Equals((await agent.QueryAsync<T>(sql)).SingleOrDefault(), expected))
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
