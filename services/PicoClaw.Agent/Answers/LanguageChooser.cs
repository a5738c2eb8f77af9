using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Answers;

/// <summary>Chooses the language in which the bot itself speaks.</summary>
internal sealed class LanguageChooser(Live<ConversationOptions> options)
{
    /// <summary>
    /// The configured one, else that of the newest message that shows one: a message without letters shows none, and a command only by its
    /// own name. When no message does, <paramref name="lastAnswer"/>, the newest answer in the conversation, decides, else a Chinese name of a
    /// file, else the sender's name.
    /// </summary>
    public Language Of(IReadOnlyList<TurnMessage> messages, string? lastAnswer = null) => options.Value.Language switch
    {
        ConversationOptions.Chinese => Language.Chinese,
        ConversationOptions.English => Language.English,
        _ => InMessages(messages) ?? LanguageOf.Text(lastAnswer) ?? InFileNames(messages[^1].Message)
            ?? LanguageOf.Text(messages[^1].Message.Sender.DisplayName) ?? Language.English,
    };

    /// <summary>False when the messages or the configuration decide.</summary>
    public bool NeedsHistory(IReadOnlyList<TurnMessage> messages) => options.Value.Language == ConversationOptions.Auto && InMessages(messages) is null;

    private static Language? InMessages(IReadOnlyList<TurnMessage> messages) =>
        messages.Reverse().Select(taken => taken.Schedule?.Language ?? LanguageOf.Text(Words(taken))).FirstOrDefault(language => language is not null);

    // Everybody has files with English names.
    private static Language? InFileNames(MessageReceived message) =>
        message.Attachments.Any(one => LanguageOf.HasHan(one.FileName ?? "")) ? Language.Chinese : null;

    // Everybody types the English names of commands, so only a Chinese name shows a language.
    private static string? Words(TurnMessage taken)
    {
        if (taken.Command is null || !CommandLine.TryParse(taken.Message.Text, out var line))
        {
            return taken.Message.Text;
        }

        return LanguageOf.HasHan(line.Name) ? line.Name : null;
    }
}
