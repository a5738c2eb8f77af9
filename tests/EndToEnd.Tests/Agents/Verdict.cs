using Harness.Agents;

namespace EndToEnd.Tests.Agents;

/// <summary>Checks everything that was said, stored, asked and answered in a run.</summary>
internal sealed class Verdict(
    IReadOnlyList<Token> said, IReadOnlyList<StoredMessage> stored, IReadOnlyList<ModelCall> calls, ReplyLog replies, Disruptions disruptions)
{
    // A process that resumes in the middle of a call goes on with it: there is no check after its last one. A call on its way when its process is killed
    // arrives, too.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(3);

    private readonly List<string> _breaches = [];

    /// <summary>Turns that were abandoned after three starts, each cut by the test.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Calls that were repeated.</summary>
    public int Repeated { get; private set; }

    /// <summary>Calls that a resumed process made after their turn was committed.</summary>
    public int Resumed { get; private set; }

    public IReadOnlyList<string> Breaches()
    {
        CheckTurns();
        foreach (var conversation in calls.GroupBy(call => call.Said[0].Conversation))
        {
            CheckCalls([.. conversation.OrderBy(call => call.StartedAt)]);
        }

        CheckReplies();
        return _breaches;
    }

    private void CheckTurns()
    {
        if (!stored.Select(message => message.Token).Order().SequenceEqual(said.Order()))
        {
            _breaches.Add($"{said.Count} messages were said, {stored.Count} are stored");
        }

        foreach (var turn in stored.GroupBy(message => message.Turn))
        {
            var tokens = turn.Select(message => message.Token).ToHashSet();
            var starts = calls.Where(call => call.Said.Any(tokens.Contains));
            switch (turn.First().Status)
            {
                case "committed":
                    break;
                case "failed" when starts.All(call => disruptions.Hit(call.Replica, call.StartedAt - OnItsWay, turn.First().EndedAt!.Value)):
                    GivenUp++;
                    break;
                case var status:
                    _breaches.Add($"turn {turn.Key} of {string.Concat(tokens)} is {status}");
                    break;
            }
        }
    }

    private void CheckCalls(IReadOnlyList<ModelCall> ofConversation)
    {
        var ended = stored.Where(message => message.EndedAt is not null).ToDictionary(message => message.Token, message => message.EndedAt!.Value);
        for (var i = 0; i < ofConversation.Count; i++)
        {
            var call = ofConversation[i];
            if (call.Said.Any(token => ended.TryGetValue(token, out var at) && call.StartedAt > at))
            {
                Check(
                    disruptions.Hit(call.Replica, call.StartedAt - OnItsWay, call.StartedAt),
                    $"the model was asked after the turn was committed: {call}");
                Resumed++;
            }

            foreach (var later in ofConversation.Skip(i + 1))
            {
                var overlaps = later.StartedAt < (call.EndedAt ?? DateTimeOffset.MaxValue);
                var repeats = later.Said.Intersect(call.Said).Any();
                if (overlaps || repeats)
                {
                    Repeated += repeats ? 1 : 0;
                    Check(
                        disruptions.Hit(call.Replica, call.StartedAt - OnItsWay, later.StartedAt)
                        || disruptions.Hit(later.Replica, later.StartedAt - OnItsWay, later.StartedAt),
                        $"{(overlaps ? "two turns at once" : "asked twice")}: {call} and {later}");
                }
            }

            // A call that was about to be made when its process was paused is made when that resumes, and cut at once: the lease is over.
            Check(
                call.Answered || disruptions.Hit(call.Replica, call.StartedAt - OnItsWay, call.EndedAt ?? DateTimeOffset.MaxValue),
                $"cut, although its replica was not disrupted: {call}");
        }
    }

    private void CheckReplies()
    {
        foreach (var lane in replies.All.GroupBy(reply => reply.LaneId))
        {
            Check(
                lane.Select(reply => reply.Sequence).SequenceEqual(Enumerable.Range(1, lane.Count()).Select(number => (long)number)),
                $"replies of {lane.First().Conversation.Id} came as {string.Join(' ', lane.Select(reply => reply.Sequence))}");
            var answered = lane.SelectMany(reply => Token.In(ReplyLog.Text(reply))).ToList();
            Check(answered.SequenceEqual(answered.Distinct().Order()), $"{lane.First().Conversation.Id} was answered as {string.Concat(answered)}");
        }

        var committed = stored.Where(message => message.Status == "committed").Select(message => message.Token);
        var missing = committed.Except(replies.All.SelectMany(reply => Token.In(ReplyLog.Text(reply)))).ToList();
        Check(missing.Count == 0, $"committed, but no reply mentions {string.Concat(missing)}");
        var turns = stored.Select(message => message.Turn).Distinct().Count();
        Check(replies.All.Count == turns, $"{replies.All.Count} replies for {turns} turns");
    }

    private void Check(bool holds, string breach)
    {
        if (!holds)
        {
            _breaches.Add(breach);
        }
    }
}
