using System.Globalization;
using System.Text.RegularExpressions;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace Load.Egress;

/// <summary>An agent's side of one direct chat whose session webhook has expired, so that only the OpenAPI is left. A reply carries its number, as <c>[c12-7]</c>.</summary>
internal sealed partial class Conversation(int number)
{
    public string Id => $"cid{number}==";

    public string UserId => $"user{number}";

    public const string Account = "load";

    private readonly Guid _laneId = Guid.NewGuid();
    private int _sequence;

    public int Number => number;

    /// <summary>The next reply, of about so many bytes, half of them of Chinese text; by a session webhook if one is given.</summary>
    public (Token Token, DeliverMessage Message) Say(int bytes, string? webhook = null) => Say($"{Filler("word ", bytes / 2)}{Filler("字", bytes / 2)}", webhook);

    public (Token Token, DeliverMessage Message) Say(string text, string? webhook = null)
    {
        var token = new Token(number, ++_sequence);
        return (token, new DeliverMessage
        {
            Id = DeterministicId.From("load", _laneId.ToString(), token.ToString()),
            Conversation = new PicoClaw.Contracts.Conversation { Channel = "dingtalk", Account = Account, Id = Id, Kind = ConversationKind.Direct },
            LaneId = _laneId,
            Sequence = token.Sequence,
            Content = new MarkdownContent { Text = $"{token} {text}" },
            ReplyRoute = new ReplyRoute
            {
                Address = $$"""{{{(webhook is null ? "" : $"\"sessionWebhook\":\"{webhook}\",")}}"robotCode":"{{EgressRig.ClientId}}","isGroup":false,"userId":"{{UserId}}"}""",
            },
            CreatedAt = TimeProvider.System.GetUtcNow(),
        });
    }

    public static IEnumerable<Token> TokensIn(string text) =>
        from Match match in Pattern().Matches(text)
        select new Token(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    private static string Filler(string unit, int bytes) => string.Concat(Enumerable.Repeat(unit, bytes / System.Text.Encoding.UTF8.GetByteCount(unit)));

    [GeneratedRegex(@"c(\d+)-(\d+)")]
    private static partial Regex Pattern();

    /// <summary>Which reply it is.</summary>
    internal readonly record struct Token(int Conversation, int Sequence)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"c{Conversation}-{Sequence}");
    }
}
