namespace PicoClaw.AppHost.Tests.Running;

internal sealed record Transcript(IReadOnlyList<Reply> Replies);
