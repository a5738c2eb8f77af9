using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Answers;

/// <summary>Finds quoted messages among those that people have sent: platforms often tell only an id.</summary>
internal sealed class QuotedMessages([FromKeyedServices(AgentService.Name)] IStore store)
{
    /// <summary>The message with what it quotes, as far as it is known here.</summary>
    public async Task<MessageReceived> ResolveAsync(MessageReceived message, CancellationToken cancellationToken)
    {
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
