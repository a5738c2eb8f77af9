using System.Globalization;
using System.Text.RegularExpressions;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace Load.Egress;

/// <summary>
/// The agent's side of one direct chat without a session webhook, so only the OpenAPI is left. A reply carries its number, such as <c>[c12-7]</c>.
/// </summary>
internal sealed partial class Conversation(int number)
{
    public string Id => $"cid{number}==";

    public string UserId => $"user{number}";

    public const string Account = "load";

    private readonly Guid _laneId = Guid.NewGuid();
    private int _sequence;

    public int Number => number;

    /// <summary>The next reply, of about this many bytes, half of them Chinese text; by a session webhook if one is given.</summary>
    public (Token Token, DeliverMessage Message) Say(int bytes, string? webhook = null) =>
        Say($"{Filler("word ", bytes / 2)}{Filler("字", bytes / 2)}", webhook);

    public (Token Token, DeliverMessage Message) Say(string text, string? webhook = null)
    {
        var token = new Token(number, ++_sequence);
        return (token, new DeliverMessage
        {
            Id = DeterministicId.From("load", _laneId.ToString(), token.ToString()),
            Conversation = new PicoClaw.Contracts.Conversation
            {
                Channel = "dingtalk",
                Account = Account,
                Id = Id,
                Kind = ConversationKind.Direct,
            },
            LaneId = _laneId,
            Sequence = token.Sequence,
            Content = new MarkdownContent { Text = $"{token} {text}" },
            ReplyRoute = new ReplyRoute { Address = Address(webhook) },
            CreatedAt = TimeProvider.System.GetUtcNow(),
        });
    }

    private string Address(string? webhook)
    {
        var session = webhook is null ? "" : $"\"sessionWebhook\":\"{webhook}\",";
        return $$"""{{{session}}"robotCode":"{{EgressRig.ClientId}}","isGroup":false,"userId":"{{UserId}}"}""";
    }

    public static IEnumerable<Token> TokensIn(string text) =>
        from Match match in Pattern().Matches(text)
        select new Token(Part(match, 1), Part(match, 2));

    private static int Part(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static string Filler(string unit, int bytes) =>
        string.Concat(Enumerable.Repeat(unit, bytes / System.Text.Encoding.UTF8.GetByteCount(unit)));

    [GeneratedRegex(@"c(\d+)-(\d+)")]
    private static partial Regex Pattern();

    /// <summary>Identifies a reply.</summary>
    internal readonly record struct Token(int Conversation, int Sequence)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"c{Conversation}-{Sequence}");
    }
}
