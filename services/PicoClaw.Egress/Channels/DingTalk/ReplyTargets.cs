using System.Collections.Concurrent;
using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Reads the address of a reply route. A webhook that must not be called is left out where there is another way.</summary>
internal sealed class ReplyTargets(ILogger<ReplyTargets> logger)
{
    private const int MostHosts = 100;

    private readonly ConcurrentDictionary<string, bool> _foreignHosts = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">The address is not one that the DingTalk ingress writes.</exception>
    public ReplyTarget Read(DingTalkAccount account, string address)
    {
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
}
