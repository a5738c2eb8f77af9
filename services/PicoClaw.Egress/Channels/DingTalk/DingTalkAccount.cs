using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Channels.DingTalk.Reactions;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>An account that may send.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="Client">With its own access token.</param>
internal sealed record DingTalkAccount(string Name, RobotClient Client)
{
    public required string ClientId { get; init; }

    /// <summary>The robot that sends, and as which files are asked for.</summary>
    public required string RobotCode { get; init; }

    /// <summary>Where the account's API is.</summary>
    public required Uri ApiBase { get; init; }

    /// <summary>How much of a reply in the making is shown.</summary>
    public CardsMode Cards { get; init; }

    /// <summary>The template of its cards; null: it has none.</summary>
    public string? CardTemplateId { get; init; }

    /// <summary>Whether its cards ask whether they were good.</summary>
    public bool HasThumbs { get; init; }

    /// <summary>Whether its messages get a reaction while it makes their reply.</summary>
    public ReactionMode Reaction { get; init; }

    public ClosedWebhooks Closed { get; } = new();
}
