namespace PicoClaw.Hosting.Accounts;

/// <summary>What every account has, whatever its channel. For the rest see <see cref="AccountSettings"/>.</summary>
public sealed class AccountOptions
{
    /// <summary>The channel's type, such as <c>dingtalk</c>.</summary>
    public string Channel { get; set; } = "";

    public bool Enabled { get; set; }

    /// <summary>The people who may talk to the bot; empty: everyone.</summary>
    public List<string> AllowFrom { get; } = [];

    public GroupTriggerOptions GroupTrigger { get; } = new();
}
