namespace DingTalk.Stream.OpenApi;

// The body of `PUT /v1.0/card/instances` (docs/dingtalk-protocol.md B3.4).
internal sealed record CardUpdateBody(string OutTrackId, CardParamMap CardData, CardUpdateChoice CardUpdateOptions);
