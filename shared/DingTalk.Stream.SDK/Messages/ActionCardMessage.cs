namespace DingTalk.Stream.OpenApi;

/// <summary>A text with buttons that open links. Source: docs/dingtalk-protocol.md 4.1.</summary>
/// <param name="Title">Shown in notifications and the conversation list.</param>
/// <param name="Text">The body, in Markdown.</param>
/// <param name="Buttons">One or more; a single button covers the whole card.</param>
public sealed record ActionCardMessage(string Title, string Text, IReadOnlyList<ActionCardButton> Buttons) : SessionMessage
{
    /// <summary>Whether several buttons are side by side instead of stacked.</summary>
    public bool SideBySide { get; init; }

    /// <summary>The kind and length, without the text: safe to log.</summary>
    public override string ToString() => $"card of {Text.Length} characters with {Buttons.Count} buttons";

    internal override SessionBody ToBody()
    {
        if (Buttons.Count == 0)
        {
            throw new ArgumentException("A card needs a button.");
        }

        return new SessionBody
        {
            MessageType = "actionCard",
            ActionCard = Buttons is [var only]
                ? new SessionBody.ActionCardParam(Title, Text) { SingleTitle = only.Title, SingleUrl = only.Target.AbsoluteUri }
                : new SessionBody.ActionCardParam(Title, Text)
                {
                    ButtonOrientation = SideBySide ? "1" : "0",
                    Buttons = [.. Buttons.Select(button => new SessionBody.CardButton(button.Title, button.Target.AbsoluteUri))],
                },
        };
    }
}
