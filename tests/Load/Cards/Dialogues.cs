using Harness.Agents;
using Harness.Emulators;

namespace Load.Cards;

/// <summary>People who ask again once they were answered, so that each question is a turn of its own. Every second dialogue is in a group.</summary>
internal sealed class Dialogues(EmulatorClient dingTalk, IReadOnlyList<string> apps)
{
    private const int LongestWaitSeconds = 120;

    /// <param name="count">The dialogues, shared out among the apps.</param>
    /// <param name="turns">The questions of each.</param>
    /// <param name="cancellationToken">Ends them early.</param>
    public Task RunAsync(int count, int turns, CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(1, count).Select(async dialogue =>
        {
            for (var turn = 1; turn <= turns; turn++)
            {
                await dingTalk.SayAsync(Question(new Token(dialogue, turn), apps[dialogue % apps.Count], LongestWaitSeconds), cancellationToken);
            }
        }));

    /// <summary>What is asked in a dialogue, by its only person.</summary>
    public static object Question(Token token, string app, int waitSeconds) => Said(token, app, waitSeconds, $"please keep {token}");

    public static object Said(Token token, string app, int waitSeconds, string text) => new
    {
        app,
        text,
        conversationType = token.Conversation % 2 == 0 ? "2" : "1",
        conversationId = $"cid{token.Conversation}==",
        senderStaffId = $"user{token.Conversation}",
        replies = waitSeconds > 0 ? 1 : 0,
        waitSeconds,
    };
}
