using System.Collections.Concurrent;
using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Reads the address of a reply route. A webhook that must not be called is left out where there is another way.</summary>
internal sealed class ReplyTargets(ILogger<ReplyTargets> logger)
{
    private const int MostHosts = 100;

    private readonly ConcurrentDictionary<string, bool> _foreignHosts = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">The address is not one that the DingTalk ingress writes.</exception>
    public ReplyTarget Read(DingTalkAccount account, Conversation conversation, string address)
    {
        if (address.Length == 0)
        {
            return First(account, conversation);
        }

        var target = ReplyTarget.Parse(address);
        if (target.SessionWebhook is not { } webhook || account.Client.MayCall(webhook) || (target.IsGroup ? target.OpenConversationId : target.UserId) is null)
        {
            return target;
        }

        if (_foreignHosts.Count < MostHosts && _foreignHosts.TryAdd($"{account.Name} {webhook.IdnHost}", true))
        {
            Log.ForeignWebhook(logger, account.Name, webhook.IdnHost);
        }

        return target with { SessionWebhook = null };
    }

    // Where a message goes that answers none: its conversation's id is the person's or the group's.
    private static ReplyTarget First(DingTalkAccount account, Conversation conversation)
    {
        var isGroup = conversation.Kind == ConversationKind.Group;
        return new ReplyTarget
        {
            RobotCode = account.RobotCode,
            IsGroup = isGroup,
            UserId = isGroup ? null : conversation.Id,
            OpenConversationId = isGroup ? conversation.Id : null,
        };
    }
}
