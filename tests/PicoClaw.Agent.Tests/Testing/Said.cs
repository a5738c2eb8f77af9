using System.Globalization;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Messages as they come from the broker; the text is the message's identity.</summary>
internal static class Said
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 13, 12, 0, 0, TimeSpan.Zero);

    public static MessageReceived Direct(string text, string conversation = "cidOne", double second = 0) => new()
    {
        Id = DeterministicId.From(conversation, text, second.ToString(CultureInfo.InvariantCulture)),
        PlatformMessageId = text,
        Conversation = new Conversation { Channel = "sample", Account = "main", Id = conversation, Kind = ConversationKind.Direct },
        Sender = new Sender { Id = "u1", DisplayName = "Ann" },
        Text = text,
        SentAt = Noon.AddSeconds(second),
        ReceivedAt = Noon.AddSeconds(second),
        ReplyRoute = new ReplyRoute { Address = "to " + text, ExpiresAt = Noon.AddMinutes(90).AddSeconds(second) },
    };

    public static MessageReceived Group(string text, string speaker, double second = 0)
    {
        var direct = Direct(text, "cidGroup", second);
        return direct with
        {
            Conversation = direct.Conversation with { Kind = ConversationKind.Group, Title = "Team" },
            Sender = new Sender { Id = speaker + "-id", DisplayName = speaker },
        };
    }
}
