namespace EndToEnd.Tests.Traffic;

internal sealed record Said(string MsgId, bool Acked, double? AckMs, IReadOnlyList<Reply> Replies);
