using PicoClaw.Contracts;

namespace PicoClaw.Agent.Turns;

/// <summary>A committed reply that egress may not have yet.</summary>
/// <param name="Message">What egress gets.</param>
/// <param name="Trace">The place of the message that it answers in a trace; null: not traced.</param>
internal sealed record UnsentReply(DeliverMessage Message, string? Trace)
{
    /// <summary>The turn's files, which follow its text as replies of their own.</summary>
    public IReadOnlyList<UnsentReply> Files { get; init; } = [];
}
