namespace PicoClaw.Hosting.Accounts;

public sealed class AccountOptions
{
    public string Channel { get; set; } = "";

    public bool Enabled { get; set; }

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Null: the same as <see cref="ClientId"/>, which is right for an organization's own apps.</summary>
    public string? RobotCode { get; set; }

    /// <summary>Who may talk to the bot; empty: everyone.</summary>
    public List<string> AllowFrom { get; } = [];

    public GroupTriggerOptions GroupTrigger { get; } = new();

    /// <summary>Null: the platform's public address.</summary>
    public Uri? ApiBase { get; set; }

    /// <summary>Null: the platform's public address.</summary>
    public Uri? OapiBase { get; set; }
}
