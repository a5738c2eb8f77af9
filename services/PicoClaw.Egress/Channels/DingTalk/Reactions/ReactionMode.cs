namespace PicoClaw.Egress.Channels.DingTalk.Reactions;

/// <summary>As an account's <c>reaction</c> says.</summary>
internal enum ReactionMode
{
    Off,

    /// <summary>While the reply is made.</summary>
    Thinking,
}
