using System.Text;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Texts;

/// <summary>Which language the bot itself speaks to somebody.</summary>
internal sealed class LanguageChooser(IOptions<ConversationOptions> options, CommandTable commands)
{
    /// <summary>
    /// The configured one, else that of the newest message that tells one. What has no letters does not, nor does a command but by its own name; where none does,
    /// <paramref name="lastAnswer"/>, what was answered last in the conversation, tells it, else the sender's name.
    /// </summary>
    public Language Of(IReadOnlyList<MessageReceived> messages, string? lastAnswer = null) => options.Value.Language switch
    {
        ConversationOptions.Chinese => Language.Chinese,
        ConversationOptions.English => Language.English,
        _ => InMessages(messages) ?? In(lastAnswer) ?? In(messages[^1].Sender.DisplayName) ?? Language.English,
    };

    /// <summary>False when the messages tell it, or need not.</summary>
    public bool NeedsHistory(IReadOnlyList<MessageReceived> messages) => options.Value.Language == ConversationOptions.Auto && InMessages(messages) is null;

    private Language? InMessages(IReadOnlyList<MessageReceived> messages) => messages.Reverse().Select(message => In(Said(message))).FirstOrDefault(language => language is not null);

    // The English names of commands are typed by everybody. A path at the start of a question is no command.
    private string? Said(MessageReceived message) =>
        commands.Find(message.Text) is null ? message.Text : CommandLine.TryParse(message.Text, out var line) ? (HasHan(line.Name) ? line.Name : null) : message.Text;

    private static Language? In(string? text) =>
        text is null || !text.EnumerateRunes().Any(Rune.IsLetter) ? null : HasHan(text) ? Language.Chinese : Language.English;

    private static bool HasHan(string text) => text.EnumerateRunes().Any(rune => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF);
}
