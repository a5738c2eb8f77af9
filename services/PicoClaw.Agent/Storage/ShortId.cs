namespace PicoClaw.Agent.Storage;

/// <summary>How commands name a reply: by the first digits of its id, within a conversation.</summary>
internal static class ShortId
{
    private const int Length = 8;

    public static string Of(Guid replyId) => replyId.ToString("N")[..Length];

    /// <summary>Null when the word is something else.</summary>
    public static string? Read(string? word) =>
        word is { Length: Length } && word.All(char.IsAsciiHexDigit) ? word.ToLowerInvariant() : null;
}
