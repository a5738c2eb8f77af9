using PicoClaw.Contracts;

namespace PicoClaw.Agent.Attachments;

/// <summary>Fetches what people sent with their messages, when the turn starts.</summary>
internal interface IAttachmentFetcher
{
    /// <summary>
    /// The attachment's bytes, from the store of blobs if an earlier start of the turn has fetched them. It throws only when cancelled: what cannot be
    /// had is a fault of the result.
    /// </summary>
    Task<FetchedAttachment> FetchAsync(Conversation conversation, Attachment attachment, CancellationToken cancellationToken);
}
