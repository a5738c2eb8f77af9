namespace DingTalk.Stream.OpenApi;

/// <summary>A finished download.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="ContentType">The server's media type, such as <c>image/png</c>; do not trust it.</param>
public sealed record MediaDownload(long Length, string? ContentType);
