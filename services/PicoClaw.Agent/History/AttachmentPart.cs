using PicoClaw.Contracts;

namespace PicoClaw.Agent.History;

/// <summary>A picture or a file of an entry, as a reference. The words of the entry name it where it was shown.</summary>
internal sealed record AttachmentPart(Attachment Attachment, int Number) : HistoryPart
{
    /// <summary>Its bytes, once they are fetched.</summary>
    public BlobReference? Blob { get; init; }

    /// <summary>What it was found to be, such as <c>PDF, 30 pages</c>.</summary>
    public string? Description { get; init; }
}
