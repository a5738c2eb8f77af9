namespace PicoClaw.AppHost.Tests.Running;

internal sealed record Said(bool Acked, IReadOnlyList<Reply> Replies);
