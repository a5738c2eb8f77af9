using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Agents;

namespace Load.Chaos.Audits;

/// <summary>Finds the calls with an unknown outcome in what egresses logged.</summary>
internal static partial class UnknownCalls
{
    /// <param name="lines">What the egresses logged.</param>
    /// <param name="replies">All replies of the outbox, by thread and sequence.</param>
    public static IReadOnlyList<UnknownCall> In(IEnumerable<string> lines, IReadOnlyList<OutboxReply> replies)
    {
        var places = replies.Select((reply, place) => (reply.Id, place)).ToDictionary(one => one.Id, one => one.place);
        return
        [
            .. lines.Select(line => Lost().Match(line)).Where(match => match.Success)
                .Select(match => new UnknownCall(match.Groups["call"].Value, 401, Tokens(match, 1), match.Value)),
            .. lines.Select(line => Unseen().Match(line)).Where(match => match.Success)
                .Select(match => new UnknownCall(match.Groups["call"].Value, 402, Tokens(match, Count(match)), match.Value)),
        ];

        // Replies that go together follow each other in their thread.
        IReadOnlyList<Token> Tokens(Match match, int count) => places.TryGetValue(match.Groups["reply"].Value, out var place)
            ? [.. replies.Skip(place).TakeWhile(reply => reply.Thread == replies[place].Thread).Take(count).SelectMany(reply => Token.In(reply.Body))]
            : [];
    }

    private static int Count(Match match) => int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[401\].*? The outcome of call (?<call>\S+) for reply (?<reply>\S+) is unknown.*")]
    private static partial Regex Lost();

    [GeneratedRegex(@"\[402\].*? The outcome of call (?<call>\S+), of (?<count>\d+) replies from (?<reply>\S+) on, is unknown.*")]
    private static partial Regex Unseen();
}
