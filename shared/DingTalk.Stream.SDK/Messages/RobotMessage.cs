using System.Globalization;
using System.Text.Json;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// A message for the robot API: a <c>msgKey</c> and its <c>msgParam</c>. A <see cref="MarkdownMessage"/> converts implicitly. Mentions
/// are not possible. Source: docs/dingtalk-protocol.md 4.3.
/// </summary>
public sealed record RobotMessage
{
    private RobotMessage(string key, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var param = new Dictionary<string, string>(fields.Length);
        foreach (var (name, value) in fields)
        {
            ArgumentNullException.ThrowIfNull(value, name);
            param[name] = value;
        }

        (Key, Param) = (key, JsonSerializer.Serialize(param, DingTalkJsonContext.Relaxed.DictionaryStringString));
    }

    /// <summary>The kind of message, such as <c>sampleText</c>.</summary>
    public string Key { get; }

    /// <summary>Its content, JSON as a string; DingTalk accepts 15 000 bytes.</summary>
    public string Param { get; }

    /// <summary>Markdown, without the mentions.</summary>
    /// <param name="message">The message.</param>
    public static implicit operator RobotMessage(MarkdownMessage message) => FromMarkdownMessage(message);

    /// <summary>Markdown, without the mentions.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The message.</returns>
    public static RobotMessage FromMarkdownMessage(MarkdownMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new RobotMessage("sampleMarkdown", ("title", message.Title), ("text", message.Text));
    }

    /// <summary>Plain text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The message.</returns>
    public static RobotMessage Text(string text) => new("sampleText", ("content", text));

    /// <summary>A picture.</summary>
    /// <param name="address">An https address, or a media id from <see cref="MediaClient.UploadAsync"/>.</param>
    /// <returns>The message.</returns>
    public static RobotMessage Image(string address) => new("sampleImageMsg", ("photoURL", address));

    /// <summary>A file: xlsx, pdf, zip, rar, doc or docx.</summary>
    /// <param name="mediaId">From <see cref="MediaClient.UploadAsync"/>.</param>
    /// <param name="fileName">The name shown.</param>
    /// <param name="fileType">Its extension, without a dot.</param>
    /// <returns>The message.</returns>
    public static RobotMessage File(string mediaId, string fileName, string fileType) =>
        new("sampleFile", ("mediaId", mediaId), ("fileName", fileName), ("fileType", fileType));

    /// <summary>A voice message: ogg or amr.</summary>
    /// <param name="mediaId">From <see cref="MediaClient.UploadAsync"/>.</param>
    /// <param name="duration">The length, in milliseconds on the wire.</param>
    /// <returns>The message.</returns>
    public static RobotMessage Audio(string mediaId, TimeSpan duration) =>
        new("sampleAudio", ("mediaId", mediaId), ("duration", Number((long)duration.TotalMilliseconds)));

    /// <summary>A video: mp4.</summary>
    /// <param name="mediaId">From <see cref="MediaClient.UploadAsync"/>.</param>
    /// <param name="coverMediaId">The picture shown before it plays.</param>
    /// <param name="duration">The length, in whole seconds on the wire.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <returns>The message.</returns>
    public static RobotMessage Video(string mediaId, string coverMediaId, TimeSpan duration, int width, int height) => new(
        "sampleVideo",
        ("videoMediaId", mediaId),
        ("videoType", "mp4"),
        ("duration", Number((long)Math.Ceiling(duration.TotalSeconds))),
        ("picMediaId", coverMediaId),
        ("height", Number(height)),
        ("width", Number(width)));

    /// <summary>A link with title, text and picture.</summary>
    /// <param name="link">The link.</param>
    /// <returns>The message.</returns>
    public static RobotMessage Link(LinkMessage link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new RobotMessage(
            "sampleLink",
            ("title", link.Title),
            ("text", link.Text),
            ("picUrl", link.Picture?.AbsoluteUri ?? ""),
            ("messageUrl", link.Target.AbsoluteUri));
    }

    /// <summary>A card with one to five buttons; two may stand side by side.</summary>
    /// <param name="card">The card.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">No button, more than five, or a number other than two side by side.</exception>
    public static RobotMessage ActionCard(ActionCardMessage card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var buttons = card.Buttons;
        if (buttons.Count is < 1 or > 5 || (card.SideBySide && buttons.Count != 2))
        {
            throw new ArgumentException("The robot API has cards with one to five buttons, and with two side by side.", nameof(card));
        }

        (string, string)[] head = [("title", card.Title), ("text", card.Text)];
        return card switch
        {
            { Buttons: [var only] } => new("sampleActionCard", [.. head, ("singleTitle", only.Title), ("singleURL", only.Target.AbsoluteUri)]),
            { SideBySide: true } => new("sampleActionCard6", [.. head, .. Fields(buttons, "buttonTitle", "buttonUrl")]),
            _ => new($"sampleActionCard{buttons.Count}", [.. head, .. Fields(buttons, "actionTitle", "actionURL")]),
        };
    }

    /// <summary>The key and length, without the content: safe to log.</summary>
    public override string ToString() => $"{Key} of {Param.Length} characters";

    private static IEnumerable<(string Name, string Value)> Fields(IReadOnlyList<ActionCardButton> buttons, string title, string target) =>
        buttons.SelectMany((button, index) => new[] { ($"{title}{index + 1}", button.Title), ($"{target}{index + 1}", button.Target.AbsoluteUri) });

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
