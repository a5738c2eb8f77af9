using Harness.Agents;
using PicoClaw.Contracts;

namespace EndToEnd.Tests.Agents;

/// <summary>PostgreSQL refuses some texts; their conversation and the others go on.</summary>
public sealed class AgentPoisonTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task NulInTextNamesIdsAndAnswers_EveryMessageIsAnsweredAndSoIsTheNext()
    {
        await using var bench = await AgentBench.StartAsync((_, _) => Task.CompletedTask);
        bench.Model.Tail = "o\0k \u001b[1m";
        await bench.StartReadyAsync("a");
        var plain = Enumerable.Range(0, 6).Select(conversation => Edges.Message(new Token(conversation, 1), "hello")).ToList();
        var poisoned = plain[1] with { Text = $"a\0b {plain[1].Text}" };
        var nick = plain[2] with
        {
            Sender = plain[2].Sender with { DisplayName = "x\0y" },
            Conversation = plain[2].Conversation with { Kind = ConversationKind.Group, Title = "t\0" },
        };
        var id = plain[3] with { Conversation = plain[3].Conversation with { Id = "cid\0" }, Sender = plain[3].Sender with { Id = "u\0" } };
        var manyLetters = string.Concat(Enumerable.Range(0, 2000).Select(number => $"{number:x}"));
        var longId = plain[4] with { Conversation = plain[4].Conversation with { Id = manyLetters } };
        var quote = plain[5] with { Quote = new() { Text = "q\0" } };
        MessageReceived[] first = [plain[0], poisoned, nick, id, longId, quote];
        MessageReceived[] second = [.. first.Select(Again)];

        await AnsweredAsync(bench, first, 1);
        await AnsweredAsync(bench, second, 2);

        bench.Edges.Replies.All.Select(ReplyLog.Text).ShouldAllBe(text => text.EndsWith("ok [1m", StringComparison.Ordinal));
        (await bench.Store.CountAsync("agent.turn WHERE status = 'committed'")).ShouldBe(12);
        (await bench.Store.CountAsync("agent.turn WHERE attempts > 1")).ShouldBe(0);
    }

    private static MessageReceived Again(MessageReceived message, int conversation) => message with
    {
        Id = Guid.NewGuid(),
        PlatformMessageId = $"again{conversation}",
        Text = $"again {new Token(conversation, 2)}",
    };

    private static async Task AnsweredAsync(AgentBench bench, IReadOnlyList<MessageReceived> messages, int number)
    {
        var answers = messages.Select((_, conversation) => bench.Edges.Replies.AnsweredAsync(new Token(conversation, number))).ToList();
        foreach (var message in messages)
        {
            await bench.Edges.SayAsync(message, Cancel);
        }

        var all = Task.WhenAll(answers);
        await Task.WhenAny(all, Task.Delay(Patience, Cancel));
        answers.Select((answer, conversation) => (conversation, answer.IsCompleted))
            .Where(one => !one.IsCompleted)
            .ShouldBeEmpty($"not answered, message {number}");
    }
}
