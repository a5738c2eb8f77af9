namespace DingTalk.Stream.OpenApi;

/// <summary>What was downloaded.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="ContentType">What the server calls it, such as <c>image/png</c>; not to be trusted.</param>
public sealed record MediaDownload(long Length, string? ContentType);
