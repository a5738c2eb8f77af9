using System.Collections.Concurrent;
using System.Globalization;
using Harness.Agents;
using Load.Systems;

namespace Load.Cards;

/// <summary>How long replies wait: an answer from the model's last word, a command from its last letter.</summary>
internal sealed class CardWaits(BotSystem system)
{
    private const int PatienceSeconds = 90;
    private readonly ConcurrentBag<(string App, Kind Kind, TimeSpan Waited)> _all = [];

    internal enum Kind
    {
        Answer,
        Command,
    }

    /// <summary>The shortest first.</summary>
    public IReadOnlyList<TimeSpan> Of(string app, Kind kind) => [.. _all.Where(one => one.App == app && one.Kind == kind).Select(one => one.Waited).Order()];

    public async Task AnswerAsync(string app, Token token)
    {
        var said = await system.DingTalk.SayAsync(Dialogues.Question(token, app, PatienceSeconds), CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        Check(said.Replies.Count, token.ToString());
        var spoken = system.Model.Calls.Last(call => call.Said.Contains(token)).EndedAt
            ?? throw new InvalidOperationException($"{token} was answered by nobody");
        _all.Add((app, Kind.Answer, now - spoken));
    }

    public async Task CommandAsync(string app, int conversation)
    {
        var before = TimeProvider.System.GetUtcNow();
        var said = await system.DingTalk.SayAsync(Dialogues.Said(new Token(conversation, 1), app, PatienceSeconds, "/id"), CancellationToken.None);
        Check(said.Replies.Count, $"/id in {conversation}");
        _all.Add((app, Kind.Command, TimeProvider.System.GetUtcNow() - before));
    }

    /// <summary>The fewest, the median and the most.</summary>
    public async Task<string> FramesAsync()
    {
        var frames = (await system.DingTalk.RepliesAsync(CancellationToken.None)).Select(reply => reply.Card?.Updates).OfType<long>().Order().ToList();
        return frames.Count == 0 ? "no card" : string.Create(CultureInfo.InvariantCulture, $"{frames[0]}, {frames[frames.Count / 2]}, {frames[^1]}");
    }

    private static void Check(int replies, string to)
    {
        if (replies == 0)
        {
            throw new InvalidOperationException($"{to} got no answer within {PatienceSeconds} s");
        }
    }
}
