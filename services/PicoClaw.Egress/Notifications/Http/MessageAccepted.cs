namespace PicoClaw.Egress.Notifications.Http;

/// <summary>The answer to a message that was taken.</summary>
/// <param name="Id">For <c>GET /v1/messages/{id}</c>.</param>
/// <param name="Recipients">How many people and groups it goes to.</param>
/// <param name="Repeated">True when the same was sent before under the same key: nothing is sent again.</param>
internal sealed record MessageAccepted(Guid Id, int Recipients, bool Repeated);
