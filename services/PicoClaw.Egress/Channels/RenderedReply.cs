namespace PicoClaw.Egress.Channels;

/// <summary>A reply as its channel will send it. Each channel derives its own and alone looks inside.</summary>
/// <param name="PartCount">How many messages it takes, at least 1.</param>
/// <param name="Chars">The length of all its texts: what keeping it in memory costs.</param>
/// <param name="RecipientId">Whom a direct reply goes to, by the id that a route with several recipients takes; null where there is none.</param>
internal abstract record RenderedReply(int PartCount, long Chars, string? RecipientId);
