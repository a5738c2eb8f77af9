using System.Security.Cryptography;
using System.Text;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>A message that an intake could not take.</summary>
/// <param name="Id">The same for the same message, however often it comes.</param>
/// <param name="Intake">Whose it is.</param>
/// <param name="Conversation">Null when it cannot be read.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Body">As it came, as far as the store keeps it.</param>
/// <param name="Size">Bytes of what came.</param>
public sealed record MalformedMessage(string Id, string Intake, string? Conversation, string Reason, string Body, long Size)
{
    private const int LongestReason = 2000;

    /// <summary>How often it came.</summary>
    public long Arrivals { get; init; } = 1;

    /// <summary>When it last came, UTC.</summary>
    public DateTimeOffset LastAt { get; init; }

    public static MalformedMessage Of(string intake, string reason, ReadOnlySpan<byte> bytes)
    {
        var body = CleanText.Of(Encoding.UTF8.GetString(bytes));
        var conversation = Envelope.TryRead<Conversation>(body, "conversation", out var found, out _) ? found : null;
        var id = Envelope.TryRead<Guid>(body, "id", out var own, out _) && own != Guid.Empty
            ? own
            : DeterministicId.From(intake, Convert.ToHexString(SHA256.HashData(bytes)));
        return new MalformedMessage(
            id.ToString(),
            intake,
            conversation is null ? null : CleanText.Line($"{conversation.Channel}:{conversation.Account}:{conversation.Id}", 500),
            CleanText.Line(Masked.Of(reason), LongestReason) ?? "no reason was given",
            body,
            bytes.Length);
    }
}
