using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>
/// The links under a reply that say its commands for who taps them: docs/dingtalk-protocol.md B3.6. Only these are such links; those that a text brings
/// are shown as text.
/// </summary>
internal static class ActionLinks
{
    private const string Address = "dtmd://dingtalkclient/sendMessage?content=";
    private const string Between = " · ";
    private const int LongestLabel = 40;
    private const int LongestCommand = 200;

    /// <summary>One line; an action that has no room in it is left out. Empty when there is none.</summary>
    public static string LineOf(IReadOnlyList<MessageAction> actions, TextSize room)
    {
        var line = "";
        foreach (var link in actions.Select(Link).OfType<string>())
        {
            var longer = line.Length == 0 ? link : line + Between + link;
            line = TextSize.Of(longer).Fits(room) ? longer : line;
        }

        return line;
    }

    // Cut, a command would be another one.
    private static string? Link(MessageAction action)
    {
        if (CleanText.Line(action.Command, int.MaxValue) is not { Length: <= LongestCommand } command)
        {
            return null;
        }

        var label = CleanText.Line(action.Label, LongestLabel) is { } text && LinkText.IsVisible(text) ? text : CleanText.Cut(command, LongestLabel);
        return $"[{PlainText.Escape(label)}]({Address}{Uri.EscapeDataString(command)})";
    }
}
