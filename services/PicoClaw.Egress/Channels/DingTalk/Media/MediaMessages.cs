using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>The messages that bring a file, or say why there is none.</summary>
internal sealed class MediaMessages(IOptions<MediaOptions> options)
{
    private const string Break = "\n\n";

    /// <summary>What is sent once the file is uploaded.</summary>
    public static DingTalkMessage Of(MediaDraft draft, string mediaId) => draft.Kind switch
    {
        MediaKind.Image => Picture(draft, mediaId),
        MediaKind.Voice => new DingTalkMessage(null, () => RobotMessage.Audio(mediaId, draft.Duration), 0) { Media = draft },
        _ => new DingTalkMessage(null, () => RobotMessage.File(mediaId, draft.Name, draft.Extension), 0) { Media = draft },
    };

    /// <summary>The same while it is not uploaded.</summary>
    public static DingTalkMessage Pending(MediaDraft draft) => new(null, null, draft.Lead.Length) { Media = draft };

    /// <summary>What is sent in its place.</summary>
    public DingTalkMessage Sentence(MediaDraft draft, MediaFault fault)
    {
        var sentence = MediaSentences.Of(fault, draft.Name, options.Value.Types);
        var message = new MarkdownMessage(TitleMaker.From(sentence), Join(draft.Lead, sentence), draft.Mentions);
        return new DingTalkMessage(message, () => message, message.Text.Length);
    }

    /// <summary>The same as a content of its own.</summary>
    public MarkdownContent Content(MediaDraft draft, MediaFault fault, bool withCaption) =>
        new() { Text = Join(withCaption ? draft.Caption ?? "" : "", MediaSentences.Of(fault, draft.Name, options.Value.Types)) };

    // The API's own kind for pictures has no text: a caption stays with its picture in Markdown.
    private static DingTalkMessage Picture(MediaDraft draft, string mediaId)
    {
        var title = TitleMaker.From(draft.Caption is { } caption ? caption : draft.Name);
        var markdown = new MarkdownMessage(title, Join(draft.Lead, $"![{MediaSentences.Shown(draft.Name)}]({mediaId})"), draft.Mentions);
        return new DingTalkMessage(markdown, () => draft.Lead.Length == 0 ? RobotMessage.Image(mediaId) : markdown, markdown.Text.Length) { Media = draft };
    }

    private static string Join(string lead, string rest) => lead.Length == 0 ? rest : lead + Break + rest;
}
