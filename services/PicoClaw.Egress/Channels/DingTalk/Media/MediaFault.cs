namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>Why a file is not sent.</summary>
internal enum MediaFault
{
    /// <summary>DingTalk takes no files of its type.</summary>
    Type,

    /// <summary>It is larger than DingTalk takes.</summary>
    Size,

    /// <summary>Only the robot API brings it, which is closed: no call is left, or no id is known to send to.</summary>
    NoWay,

    /// <summary>It could not be uploaded, or DingTalk refused its message.</summary>
    Refused,
}
