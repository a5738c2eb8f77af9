using System.Text;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Ingress.Mapping;

/// <summary>Text and attachments as they were shown: rich text mixes them.</summary>
internal sealed record ShownContent(string Text, IReadOnlyList<Attachment> Attachments)
{
    public static ShownContent Of(BotMessageContent? content, IReadOnlyList<Attachment> attachments) => content switch
    {
        RichTextContent rich => Of(rich, attachments),
        ChatRecordContent record => new(ForwardedText.Of(record), attachments),
        _ => new(VisibleText.Trim(CleanText.Of(content?.PlainText ?? "")), attachments),
    };

    private static ShownContent Of(RichTextContent rich, IReadOnlyList<Attachment> attachments)
    {
        var (text, places) = (new StringBuilder(), new List<int>());
        foreach (var part in rich.Parts)
        {
            if (IsPicture(part))
            {
                places.Add(text.Length);
            }

            text.Append(CleanText.Of(new RichTextContent([part]).PlainText));
        }

        var (whole, visible) = (text.ToString(), VisibleText.Trim(text.ToString()));
        var start = visible.Length == 0 ? 0 : whole.IndexOf(visible, StringComparison.Ordinal);
        return new(visible, [.. attachments.Select((one, index) => one with { At = visible.Length == 0 ? null : At(places[index]) })]);

        int At(int place) => Math.Clamp(place - start, 0, visible.Length);
    }

    public static bool IsPicture(RichTextPart part) => part is RichTextPicture or RichTextOther { Type: "picture" or "image" };
}
