namespace DingTalk.Stream.Tests.Support;

internal sealed record GatewayCall(string Body, string Accept, string ContentType);
