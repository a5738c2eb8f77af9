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
}
