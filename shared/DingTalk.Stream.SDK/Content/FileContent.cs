namespace DingTalk.Stream.Protocol;

/// <summary>A file (<c>msgtype</c> <c>file</c>): <c>{"content":{"downloadCode","fileName","fileId","spaceId"}}</c>. Direct chats only.</summary>
/// <param name="DownloadCode">To be exchanged, soon, for the file (docs/dingtalk-protocol.md 4.4).</param>
/// <param name="FileName">Its name, which may lack an extension and must not be trusted as a path.</param>
/// <param name="FileId">Its id within its space.</param>
/// <param name="SpaceId">The drive it lies in.</param>
public sealed record FileContent(string DownloadCode, string? FileName, string? FileId, string? SpaceId) : BotMessageContent;
