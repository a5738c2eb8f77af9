using Microsoft.Extensions.Options;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Texts;

/// <summary>Which language the bot itself speaks to somebody.</summary>
internal sealed class LanguageChooser(IOptions<ConversationOptions> options)
{
    /// <summary>The configured one, else that of the newest message. A bare command says nothing of a language; its sender's name may.</summary>
    public Language Of(IReadOnlyList<MessageReceived> messages) => options.Value.Language switch
    {
        ConversationOptions.Chinese => Language.Chinese,
        ConversationOptions.English => Language.English,
        _ => HasHan(Evidence(messages[^1])) ? Language.Chinese : Language.English,
    };

    private static string? Evidence(MessageReceived message) =>
        CommandLine.TryParse(message.Text, out var line) ? (line.Arguments.Length > 0 ? line.Arguments : message.Sender.DisplayName) : message.Text;

    private static bool HasHan(string? text) => text is not null && text.EnumerateRunes().Any(rune => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF);
}
