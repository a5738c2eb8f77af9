using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Ingress.Tests.Testing;
using PicoClaw.Tests.Golden;

namespace PicoClaw.Ingress.Tests.Mapping;

/// <summary>What each kind of message gives (docs/dingtalk-protocol.md 3.2 and 3.3): its text, its attachments, what it quotes.</summary>
public sealed class GoldenFrameTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["bot-actionCard"] = "b",
        ["bot-audio"] = "turn it on",
        ["bot-audio-bare"] = "| Audio",
        ["bot-audio-number"] = "turn it on",
        ["bot-bare"] = "?",
    };

    public static TheoryData<string> Frames =>
        [.. GoldenFiles.Names("frames").Where(name => name.StartsWith("bot-", StringComparison.Ordinal) || name.StartsWith("quote-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Map_Frame_GivesTheDocumentedTextAndAttachments(string name)
    {
        var data = GoldenFiles.Read("frames", name)["frame"]!["data"]!.GetValue<string>();
        var heard = BotMessage.Parse(new StreamFrame { Type = "CALLBACK", Data = data });

        Summary(heard.Map()).ShouldBe(Expected.GetValueOrDefault(name));
    }

    private static string Summary(MessageReceived message) => string.Join(
        " ",
        [message.Text, .. message.Attachments.Select(Summary), .. message.Unreadable is { } rest ? [$"({rest})"] : Array.Empty<string>(), .. Summary(message.Quote)]);

    private static string Summary(Attachment one) => $"<{one.Kind} {one.Reference} {one.FileName}@{one.At}>";

    private static IEnumerable<string> Summary(Contracts.Quote? quote) => quote is null
        ? []
        :
        [
            $"quoting{(quote.IsOwn ? " the bot" : "")} {quote.Sender?.DisplayName} {quote.MessageId}: {quote.Text}",
            .. quote.Attachments.Select(Summary),
            .. quote.Unreadable is { } rest ? [$"({rest})"] : Array.Empty<string>(),
        ];
}
