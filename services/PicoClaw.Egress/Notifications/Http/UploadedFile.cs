using PicoClaw.Contracts;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>A request's file, stored.</summary>
/// <param name="Blob">Its bytes.</param>
/// <param name="Name">Clean, without a folder.</param>
internal sealed record UploadedFile(BlobReference Blob, string Name);
