using System.Text.RegularExpressions;
using Harness.Emulators;

namespace Load.Spool;

/// <summary>What became of the messages.</summary>
/// <param name="Lost">Said and not answered.</param>
/// <param name="Doubled">Answers beyond the first.</param>
/// <param name="Inverted">Pairs of a conversation, said at least a second apart, that were answered the wrong way round.</param>
internal sealed partial record SpoolAudit(int Said, int Answered, int Lost, int Doubled, int Inverted)
{
    public bool IsClean => (Lost, Doubled, Inverted) == (0, 0, 0);

    public static IEnumerable<string> Tokens(IEnumerable<Reply> replies) =>
        replies.OrderBy(reply => reply.Sequence).SelectMany(reply => Token().Matches(reply.Text)).Select(match => match.Value);

    public static SpoolAudit Of(IReadOnlyList<SaidMessage> said, IEnumerable<Reply> replies)
    {
        var tokens = Tokens(replies).ToList();
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, token) in tokens.Index())
        {
            place.TryAdd(token, index);
        }

        var answered = said.Where(message => place.ContainsKey(message.Token)).ToList();
        return new SpoolAudit(
            said.Count, answered.Count, said.Count - answered.Count, tokens.Count - place.Count, answered.GroupBy(one => one.Conversation).Sum(Inversions));

        int Inversions(IEnumerable<SaidMessage> conversation)
        {
            var messages = conversation.OrderBy(message => message.At).ToList();
            return messages.Index().Sum(later => messages
                .Take(later.Index)
                .Count(earlier => later.Item.At - earlier.At >= 1000 && place[earlier.Token] > place[later.Item.Token]));
        }
    }

    [GeneratedRegex(@"\[\d+\.\d+\]")]
    private static partial Regex Token();
}
