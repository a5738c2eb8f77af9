namespace DingTalk.Stream.OpenApi;

/// <summary>The text of a streamed variable so far. Source: docs/dingtalk-protocol.md B3.3.</summary>
/// <param name="Id">Names this frame, so that a repeat of it changes nothing.</param>
/// <param name="Key">The variable, which the template marks as streamed.</param>
/// <param name="Content">The whole text, not only what is new; not empty.</param>
public sealed record CardFrame(string Id, string Key, string Content)
{
    /// <summary>Whether it is the last one; a card without one stays "generating".</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether the card is shown as failed.</summary>
    public bool IsError { get; init; }

    /// <summary>Id and length, without the text.</summary>
    public override string ToString() => $"frame {Id} of {Content.Length} characters";
}
