using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Deliveries;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Answers;

/// <summary>Finds quoted messages among those that people and the bot have sent: platforms often tell only an id.</summary>
internal sealed class QuotedMessages([FromKeyedServices(AgentService.Name)] IStore store, DeliveryTable deliveries)
{
    /// <summary>The message with what it quotes, as far as it is known here.</summary>
    public async Task<MessageReceived> ResolveAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        if (message.Quote is { DeliveryKey: { Length: > 0 } key } known && !known.HasContent()
            && await RepliesAsync(message.Conversation, key, cancellationToken) is { Length: > 0 } said)
        {
            return message with { Quote = known with { IsOwn = true, Sender = null, Text = said, Unreadable = null } };
        }

        if (message.Quote is not { MessageId: { Length: > 0 } id, IsOwn: false } quote || (quote.HasContent() && quote.Sender is not null))
        {
            return message;
        }

        // A message's id follows from the platform's, so this is one look at a primary key.
        var (channel, account) = (message.Conversation.Channel, message.Conversation.Account);
        var messageId = DeterministicId.From(channel, account, id).ToString();
        var body = await store.QueryAsync(
            session => session.FirstOrDefaultAsync<string>("SELECT body FROM mailbox WHERE message_id = @messageId", new { messageId }), cancellationToken);
        return body is not null && StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var quoted, out _)
            && ConversationKey.Of(quoted.Conversation) == ConversationKey.Of(message.Conversation)
            ? message with { Quote = Known(quote, quoted) }
            : message;
    }

    private async Task<string> RepliesAsync(Conversation conversation, string key, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        foreach (var body in await deliveries.FindAsync(conversation, key, cancellationToken))
        {
            if (StoredBody.TryRead(body, AgentJson.Default.DeliverMessage, out var reply, out _))
            {
                said.Add(Shown(reply.Content));
            }
        }

        return string.Join("\n\n", said.Where(text => text.Length > 0));
    }

    private static string Shown(OutboundContent content) => content switch
    {
        MarkdownContent markdown => markdown.Text,
        ImageContent image => string.Join("\n\n", new[] { image.Caption, Sent("picture", image.Name) }.OfType<string>()),
        FileContent file => Sent("file", file.Name),
        VoiceContent voice => Sent("voice message", voice.Name),
        _ => "",
    };

    private static string Sent(string kind, string? name) => name is null ? $"[a {kind}]" : $"[the {kind} {PromptNames.Quoted(name)}]";

    // What the platform says of it counts; what it leaves out is filled in.
    private static Quote Known(Quote quote, MessageReceived quoted) => quote.HasContent()
        ? quote with { Sender = quote.Sender ?? quoted.Sender }
        : quote with
        {
            Sender = quote.Sender ?? quoted.Sender,
            Text = quoted.Text.Length > 0 ? quoted.Text : null,
            Attachments = quoted.Attachments,
            Unreadable = quoted.Unreadable,
        };
}
