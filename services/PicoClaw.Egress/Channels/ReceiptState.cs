namespace PicoClaw.Egress.Channels;

/// <summary>Whether a platform can tell who has read a message.</summary>
internal enum ReceiptState
{
    Told,

    /// <summary>It is still being delivered.</summary>
    Sending,

    Recalled,

    /// <summary>Not known yet, or no longer.</summary>
    Unknown,
}
