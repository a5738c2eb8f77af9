using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Channels.DingTalk.Reactions;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>What a call to DingTalk needs to know of its account.</summary>
internal sealed class DingTalkAccountOptions
{
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Null: the same as <see cref="ClientId"/>, which is right for an organization's own apps.</summary>
    public string? RobotCode { get; set; }

    /// <summary>Null: the platform's public address.</summary>
    public Uri? ApiBase { get; set; }

    /// <summary>Null: the platform's public address.</summary>
    public Uri? OapiBase { get; set; }

    /// <summary>Whether replies in the making are shown on cards.</summary>
    public CardsMode Cards { get; set; }

    /// <summary>The id of the cards' template.</summary>
    public string? CardTemplate { get; set; }

    /// <summary>Whether messages get a reaction while their reply is made.</summary>
    public ReactionMode Reaction { get; set; }

    /// <summary>Where people say whether a reply was good: <c>card</c> asks for it on cards.</summary>
    public string? Feedback { get; set; }
}
