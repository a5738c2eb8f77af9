namespace PicoClaw.Egress.Sending;

internal enum UnknownOutcomePolicy
{
    /// <summary>Again, by the same way while it is open: it may appear twice.</summary>
    Retry,

    /// <summary>Never again: it may be missing.</summary>
    AtMostOnce,
}
