using System.Text.RegularExpressions;
using Harness.Emulators;

namespace EndToEnd.Tests.Traffic;

/// <summary>
/// People in direct and group chats. Each message carries a token of its own; the next follows when the one before was acked.
/// </summary>
internal sealed partial class Conversations(EmulatorClient emulator, IReadOnlyList<string> apps, int perApp, int messages)
{
    private int _acked;

    /// <summary>The time between an ack and the next message.</summary>
    public TimeSpan Pause { get; init; }

    public int Acked => Volatile.Read(ref _acked);

    public int Total => apps.Count * perApp * messages;

    public Task TalkAsync(CancellationToken cancellationToken) => TalkAsync(1, messages, cancellationToken);

    /// <summary>Says these messages of each conversation, the first being 1.</summary>
    public Task TalkAsync(int first, int last, CancellationToken cancellationToken) =>
        Task.WhenAll(All().Select(conversation => TalkAsync(conversation.App, conversation.Number, (first, last), cancellationToken)));

    /// <summary>Waits until that many messages are acked; throws when <paramref name="talk"/> has failed, or has ended with fewer.</summary>
    public async Task AckedAsync(int count, Task talk, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _acked) < count)
        {
            if (talk.IsCompleted)
            {
                await talk;
                Acked.ShouldBeGreaterThanOrEqualTo(count, "Everything is said.");
            }

            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>Waits until every token was answered, then returns all replies in the order of their arrival.</summary>
    public async Task<IReadOnlyList<Reply>> HearAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var replies = await emulator.RepliesAsync(cancellationToken);
            if (replies.SelectMany(Tokens).Distinct().Count() >= Total)
            {
                return replies;
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    /// <summary>Counts a reply once when it was delivered again because a call's outcome was unknown.</summary>
    public static IReadOnlyList<Reply> WithoutRepeats(IEnumerable<Reply> replies) =>
        [.. replies.GroupBy(reply => (reply.App, reply.ConversationId, reply.Text)).Select(copies => copies.First()).OrderBy(reply => reply.Sequence)];

    public void ShouldBeAnsweredOnceInOrder(IReadOnlyList<Reply> replies)
    {
        foreach (var (app, number) in All())
        {
            var conversation = replies.Where(reply => reply.ConversationId == ConversationId(app, number)).ToList();
            conversation.SelectMany(Tokens).ShouldBe(Enumerable.Range(1, messages).Select(message => Token(app, number, message)));
            conversation.Select(reply => reply.App).Distinct().ShouldBe([app]);
        }

        replies.SelectMany(Tokens).Count().ShouldBe(Total);
    }

    private IEnumerable<(string App, int Number)> All() =>
        apps.SelectMany(app => Enumerable.Range(1, perApp).Select(number => (app, number)));

    private async Task TalkAsync(string app, int number, (int First, int Last) part, CancellationToken cancellationToken)
    {
        for (var message = part.First; message <= part.Last; message++)
        {
            var said = await emulator.SayAsync(
                new
                {
                    app,
                    text = $"please keep {Token(app, number, message)}",
                    conversationType = number % 2 == 0 ? "2" : "1",
                    conversationId = ConversationId(app, number),
                    senderStaffId = $"user{number}",
                    replies = 0,
                    waitSeconds = 120,
                },
                cancellationToken);
            said.Acked.ShouldBeTrue();
            Interlocked.Increment(ref _acked);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static string ConversationId(string app, int number) => $"cid/{app}+{number}==";

    private static string Token(string app, int number, int message) => $"[{app}.{number}.{message}]";

    private static IEnumerable<string> Tokens(Reply reply) => TokenPattern().Matches(reply.Text).Select(match => match.Value);

    [GeneratedRegex(@"\[\w+\.\d+\.\d+\]")]
    private static partial Regex TokenPattern();
}
