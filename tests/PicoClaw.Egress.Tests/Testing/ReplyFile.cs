namespace PicoClaw.Egress.Tests.Testing;

/// <summary>The file of a bot's message.</summary>
internal sealed record ReplyFile(string Kind, string Id, string? Name);
