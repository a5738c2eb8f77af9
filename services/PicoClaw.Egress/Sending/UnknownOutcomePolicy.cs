namespace PicoClaw.Egress.Sending;

internal enum UnknownOutcomePolicy
{
    /// <summary>Once more by the same API: it may appear twice.</summary>
    Retry,

    /// <summary>Never again: it may be missing.</summary>
    AtMostOnce,
}
