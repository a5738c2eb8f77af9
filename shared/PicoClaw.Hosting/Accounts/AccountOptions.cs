namespace PicoClaw.Hosting.Accounts;

/// <summary>What every account has, whatever its channel. For the rest see <see cref="AccountSettings"/>.</summary>
public sealed class AccountOptions
{
    public const string Off = "off";
    public const string FeedbackLinks = "links";

    /// <summary>The channel's type, such as <c>dingtalk</c>.</summary>
    public string Channel { get; set; } = "";

    public bool Enabled { get; set; }

    /// <summary>The people who may talk to the bot; empty: everyone.</summary>
    public List<string> AllowFrom { get; } = [];

    /// <summary>How much is shown of a reply in the making, in the words of the channel; off: nothing.</summary>
    public string Cards { get; set => field = value ?? Off; } = Off;

    /// <summary>What is put on the message of who asked while the answer is made, in the words of the channel; off: nothing.</summary>
    public string Reaction { get; set => field = value ?? Off; } = Off;

    /// <summary>How people say whether an answer was good: off, <see cref="FeedbackLinks"/> below it, or on its card.</summary>
    public string Feedback { get; set => field = value ?? Off; } = Off;

    public GroupTriggerOptions GroupTrigger { get; } = new();
}
