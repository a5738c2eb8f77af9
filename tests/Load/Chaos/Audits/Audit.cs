using Harness.Agents;

namespace Load.Chaos.Audits;

/// <summary>Judges a run: is each message that was pushed answered once, and in order?</summary>
internal static class Audit
{
    // A call lasts this long at most: the limit of a call, and what a busy machine adds.
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(25);

    // An outcome waits in memory this long at most, while the store is away.
    private static readonly TimeSpan LongestRecord = TimeSpan.FromSeconds(30);

    public static Verdict Of(Evidence evidence)
    {
        var messages = evidence.Record.Pushes.Select(push => new Message(Token.In(push.Text).Single(), push)).ToList();
        var answers = evidence.Record.Replies.OrderBy(reply => reply.Sequence)
            .SelectMany(reply => Token.In(reply.Text).Select(token => new Answer(token, reply))).ToList();
        var answered = answers.Select(answer => answer.Token).ToHashSet();
        var open = messages.Where(message => !answered.Contains(message.Token)).ToLookup(message => message.IsAbandoned, message => message.Token);
        var repeated = Repeated(answers, evidence).ToLookup(one => one.IsExplained, one => one.Text);
        return new Verdict
        {
            Said = messages.Count,
            Answered = answered.Count,
            Abandoned = [.. open[true]],
            Lost = [.. open[false]],
            Explained = [.. repeated[true]],
            Doubled = [.. repeated[false], .. Strangers(messages, answers)],
            OutOfOrder = [.. messages.GroupBy(message => message.Token.Conversation).SelectMany(one => Inversions([.. one], answers))],
        };
    }

    private static IEnumerable<(bool IsExplained, string Text)> Repeated(IEnumerable<Answer> answers, Evidence evidence)
    {
        foreach (var copies in answers.GroupBy(answer => answer.Token).Where(copies => copies.Count() > 1))
        {
            foreach (var (first, second) in copies.Zip(copies.Skip(1)))
            {
                var cause = Cause(first, second, evidence);
                yield return (cause is not null, Describe(first, second, cause));
            }
        }
    }

    // A process that died or hung in its call, and an egress that says so.
    private static string? Cause(Answer first, Answer second, Evidence evidence)
    {
        var (from, to) = (first.Reply.ReceivedAt - LongestCall, Earlier(second.Reply.ReceivedAt, first.Reply.ReceivedAt + LongestRecord));
        var sender = evidence.Senders.FirstOrDefault(sender => evidence.Disruptions.Hit(sender, from, to));
        var call = evidence.Unknown.FirstOrDefault(call => call.Tokens.Contains(first.Token));
        return sender is not null && call is not null && first.Reply.CallId != second.Reply.CallId
            ? $"{sender} died or hung in call {call.CallId} [{call.Event}]"
            : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static string Describe(Answer first, Answer second, string? cause) =>
        $"{first.Token} at {first.Reply.ReceivedAt:HH:mm:ss.fff} and {second.Reply.ReceivedAt:HH:mm:ss.fff}: {cause ?? "no call explains it"}";

    private static IEnumerable<string> Strangers(IEnumerable<Message> messages, IEnumerable<Answer> answers)
    {
        var said = messages.Select(message => message.Token).ToHashSet();
        return answers.Select(answer => answer.Token).Where(token => !said.Contains(token)).Select(token => $"{token} was never said");
    }

    private static IEnumerable<string> Inversions(IReadOnlyList<Message> ofConversation, IReadOnlyList<Answer> answers)
    {
        var byToken = ofConversation.ToDictionary(message => message.Token);
        var order = answers.Select(answer => answer.Token).Where(byToken.ContainsKey).Distinct().Select(token => byToken[token]).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var earlier in order.Skip(i + 1).Where(later => later.Token.Number < order[i].Token.Number && !later.MayFollow(order[i])))
            {
                yield return $"{order[i].Token} was answered before {earlier.Token}";
            }
        }
    }
}
