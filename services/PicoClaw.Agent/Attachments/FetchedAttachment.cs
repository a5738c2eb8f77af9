using PicoClaw.Contracts;

namespace PicoClaw.Agent.Attachments;

/// <summary>An attachment of a turn: its bytes in the store of blobs, or why there are none.</summary>
internal sealed record FetchedAttachment(Attachment Attachment, BlobReference? Blob, FetchFault? Fault = null);
