namespace DingTalk.Stream.Protocol;

/// <summary>
/// A file (<c>msgtype</c> <c>file</c>): <c>{"content":{"downloadCode","fileName","fileId","spaceId"}}</c>. Direct chats only.
/// </summary>
/// <param name="DownloadCode">Exchanged for the file by <see cref="OpenApi.MediaClient.DownloadAsync"/>; it expires soon.</param>
/// <param name="FileName">The file name; it may lack an extension and must not be trusted as a path.</param>
/// <param name="FileId">The file's id within its space.</param>
/// <param name="SpaceId">The drive that holds it.</param>
public sealed record FileContent(string DownloadCode, string? FileName, string? FileId, string? SpaceId) : BotMessageContent;
