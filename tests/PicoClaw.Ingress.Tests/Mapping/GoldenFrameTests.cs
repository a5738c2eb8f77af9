using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Ingress.Tests.Testing;
using PicoClaw.Tests.Golden;

namespace PicoClaw.Ingress.Tests.Mapping;

/// <summary>What each kind of message gives (docs/dingtalk-protocol.md 3.2 and 3.3): its text, its attachments, what it quotes.</summary>
public sealed class GoldenFrameTests
{
    // Attachments in angle brackets, with their place in the text; what cannot be read in round ones. Of a quote within a quote nothing is told.
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["bot-actionCard"] = "b",
        ["bot-audio"] = "turn it on",
        ["bot-audio-bare"] = "<Audio dcC>",
        ["bot-audio-number"] = "<Audio dcC>",
        ["bot-bare"] = "hi",
        ["bot-chatRecord"] = "> A: hi",
        ["bot-chatRecord-empty"] = "> A: hi",
        ["bot-chatRecord-messages"] = "> B: hi",
        ["bot-chatRecord-records"] = "> A: hi\n> $ LWCP_v1 $q==: yo",
        ["bot-content-as-string"] = "<Image dc-picture>",
        ["bot-file"] = "<File dc-file plan.pdf>",
        ["bot-file-bare"] = "<File dcE plan>",
        ["bot-group-mentions"] = "hi",
        ["bot-interactiveCard"] = "(Card)",
        ["bot-markdown"] = "**x**",
        ["bot-markdown-in-text"] = "**x**",
        ["bot-picture"] = "<Image dc-picture>",
        ["bot-quota-errMsg"] = "(QuotaExhausted)",
        ["bot-quota-errorMessage"] = "(QuotaExhausted)",
        ["bot-reply"] = "yes quoting Demo msgQuoted==: what was said before",
        ["bot-richText"] = "see \n@Han <Image dc-rich @4>",
        ["bot-richText-list"] = "see this[smile]Draw",
        ["bot-text-direct"] = "hi",
        ["bot-text-group"] = "restart db-3",
        ["bot-unknown-fields"] = "hi",
        ["bot-unknown-type"] = "see it",
        ["bot-unknownMsgType"] = "(Other)",
        ["bot-unpublished"] = "hi",
        ["bot-video"] = "<Video dc-video>",
        ["quote-audio"] = "and this? quoting Demo msgQuoted==: <Audio dc-quotedAudio>",
        ["quote-botCard"] = "and this? quoting the bot msgQuoted==: (Card) key pqk-quoted",
        ["quote-chatRecord"] = "and this? quoting Demo msgQuoted==: > what was said before",
        ["quote-content-as-string"] = "and this? quoting Demo msgQuoted==: what was said before",
        ["quote-docCard"] = "and this? quoting Demo msgQuoted==: (Card)",
        ["quote-file"] = "and this? quoting Demo msgQuoted==: <File dc-quotedFile plan.pdf>",
        ["quote-idOnly"] = "and this? quoting msgQuoted==:",
        ["quote-in-richText"] = "see \n@Han <Image dc-rich @4> quoting Demo msgQuoted==: what was said before",
        ["quote-legacy"] = "and this? quoting Demo msgQuoted==: what was said before",
        ["quote-nested"] = "and this? quoting q1==: one",
        ["quote-picture"] = "and this? quoting Demo msgQuoted==: <Image dc-quotedPicture>",
        ["quote-richText"] = "and this? quoting Demo msgQuoted==: what was said before <Image dc-quotedRich @20>",
        ["quote-text"] = "and this? quoting Demo msgQuoted==: what was said before",
        ["quote-unknownMsgType"] = "and this? quoting Demo msgQuoted==: (Other)",
        ["quote-video"] = "and this? quoting Demo msgQuoted==: <Video dc-quotedVideo>",
    };

    public static TheoryData<string> Frames => [.. GoldenFiles.Names("frames").Where(name => name.Split('-')[0] is "bot" or "quote")];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Map_Frame_GivesTheDocumentedTextAndAttachments(string name)
    {
        var data = GoldenFiles.Read("frames", name)["frame"]!["data"]!.GetValue<string>();
        var heard = BotMessage.Parse(new StreamFrame { Type = "CALLBACK", Data = data });

        Summary(heard.Map()).ShouldBe(Expected.GetValueOrDefault(name));
    }

    private static string Summary(MessageReceived message) =>
        Joined([message.Text, .. message.Attachments.Select(Summary), Summary(message.Unreadable), Summary(message.Quote)]);

    private static string Summary(Attachment one) => $"<{Joined([$"{one.Kind}", one.Reference, one.FileName, one.At is { } at ? $"@{at}" : null])}>";

    private static string? Summary(UnreadableContent? unreadable) => unreadable is null ? null : $"({unreadable})";

    private static string? Summary(Contracts.Quote? quote) => quote is null
        ? null
        : Joined(
        [
            "quoting",
            quote.IsOwn ? "the bot" : quote.Sender?.DisplayName,
            $"{quote.MessageId}:",
            quote.Text,
            .. quote.Attachments.Select(Summary),
            Summary(quote.Unreadable),
            quote.DeliveryKey is { } key ? $"key {key}" : null,
        ]);

    private static string Joined(IEnumerable<string?> parts) => string.Join(' ', parts.Where(part => part is { Length: > 0 }));
}
