namespace PicoClaw.Egress.Tests.Channels.DingTalk.Errors;

/// <summary>What becomes of a reply whose call was answered with an error.</summary>
internal enum Fate
{
    /// <summary>Given up at once with its reason; the conversation's next reply still goes.</summary>
    Failed,

    /// <summary>Called again at once with a new token, once.</summary>
    NewToken,

    /// <summary>The API or the webhook that was called rests, then it is sent; other APIs and webhooks go on.</summary>
    Rests,

    /// <summary>Nothing is called at all until the address is free again, then it is sent.</summary>
    AddressRests,

    /// <summary>Tried again after 1, 2 and 4 s, then given up.</summary>
    Busy,

    /// <summary>Tried again after 5, 10 and 20 s, then given up.</summary>
    Unlisted,

    /// <summary>Sent once more by the same route, as the answer does not say whether it arrived, then given up.</summary>
    OnceMore,

    /// <summary>The account stops and probes with this reply until DingTalk's servers answer; the others wait untouched.</summary>
    Stops,

    /// <summary>Sent by the OpenAPI in the same attempt.</summary>
    OtherRoute,

    /// <summary>Given up, and until the month ends only webhooks are called.</summary>
    QuotaGone,
}
