namespace Harness.Emulators;

internal sealed record Said(string MsgId, bool Acked, IReadOnlyList<Reply> Replies);
