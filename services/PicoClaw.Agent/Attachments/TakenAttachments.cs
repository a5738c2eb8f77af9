using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Agent.History;

namespace PicoClaw.Agent.Attachments;

/// <summary>The attachments of a question, as far as they could be had.</summary>
/// <param name="Said">The messages to answer, with the references of what was fetched.</param>
/// <param name="Opened">What they and the newest ones before hold, by part.</param>
/// <param name="Problems">Why parts of the messages are not shown.</param>
internal sealed record TakenAttachments(
    IReadOnlyList<HistoryEntry> Said,
    IReadOnlyDictionary<AttachmentPart, Opened> Opened,
    IReadOnlyDictionary<AttachmentPart, AttachmentProblem> Problems)
{
    public static readonly TakenAttachments Nothing = Without([]);

    /// <summary>True when something of the messages themselves can be shown.</summary>
    public bool HasContent => Said.SelectMany(entry => entry.Parts.OfType<AttachmentPart>()).Any(Opened.ContainsKey);

    public static TakenAttachments Without(IReadOnlyList<HistoryEntry> said) =>
        new(said, new Dictionary<AttachmentPart, Opened>(), new Dictionary<AttachmentPart, AttachmentProblem>());
}
