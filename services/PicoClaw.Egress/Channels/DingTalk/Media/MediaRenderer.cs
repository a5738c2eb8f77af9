using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>Renders a content that is a file. It shares its message with no other reply; a picture's caption stays with it.</summary>
internal sealed class MediaRenderer<T>(MediaPlan plan, MediaMessages messages, MarkdownDialect dialect) : IContentRenderer
    where T : OutboundContent
{
    public Type ContentType => typeof(T);

    public IReadOnlyList<DingTalkMessage> Render(DeliverMessage message)
    {
        var content = message.Content;
        var (draft, fault) = plan.Of(content) ?? throw new NotSupportedException($"{content.GetType()}");
        var caption = (content as ImageContent)?.Caption;
        IReadOnlyList<string> texts = caption is null ? [] : dialect.Render(caption);
        draft = draft with { Caption = caption, Lead = texts.Count == 0 ? "" : texts[^1], Mentions = message.Mentions };
        return [.. texts.SkipLast(1).Select(text => Text(caption!, text)), fault is { } why ? messages.Sentence(draft, why) : MediaMessages.Pending(draft)];
    }

    private static DingTalkMessage Text(string caption, string part)
    {
        var message = new MarkdownMessage(TitleMaker.From(caption), part, []);
        return new DingTalkMessage(message, () => message, part.Length);
    }
}
