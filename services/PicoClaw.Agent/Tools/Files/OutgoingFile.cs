namespace PicoClaw.Agent.Tools.Files;

/// <summary>A file that a tool gives the user.</summary>
internal sealed record OutgoingFile(byte[] Bytes, string? Name, string? Caption = null);
