using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// An event of the page: an entry as it is now. Push and reply share the sequence, so the page can put them in order.
internal sealed record ChatMessage(PushEntry? Push, ReplyEntry? Reply, string? Html);
