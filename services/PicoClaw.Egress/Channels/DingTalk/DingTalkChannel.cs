using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Markdown;
using PicoClaw.Egress.Pacing;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Egress.DingTalk;

/// <summary>Turns a reply into DingTalk messages and sends them.</summary>
internal sealed class DingTalkChannel(DingTalkAccounts accounts, MarkdownDialect dialect, IOptions<LimitOptions> limits, TimeProvider time, ILogger<DingTalkChannel> logger)
{
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private const int MostHosts = 100;

    private const string EncryptedId = "$:";

    // 5, 10 and 20 s: over a limit by the second, and into the next window of most others.
    private static readonly TimeSpan UnlistedDelay = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, bool> _foreignHosts = new(StringComparer.Ordinal);

    public bool TryCompose(DeliverMessage message, [NotNullWhen(true)] out Letter? letter, [NotNullWhen(false)] out string? problem)
    {
        letter = null;
        if (accounts.Find(message.Conversation.Account) is not { } account)
        {
            problem = $"the account \"{message.Conversation.Account}\" is not configured or not enabled";
            return false;
        }

        if (message.Content is not MarkdownContent markdown)
        {
            problem = $"this egress cannot render {message.Content.GetType().Name}";
            return false;
        }

        try
        {
            var parts = dialect.Render(markdown.Text);
            if (parts.Count == 0)
            {
                problem = "its text is empty";
                return false;
            }

            // Guests have an encrypted id only, which DingTalk would show as it is.
            IReadOnlyList<string> mentions = [.. message.Mentions.Where(id => !id.StartsWith(EncryptedId, StringComparison.Ordinal))];
            var title = TitleMaker.From(string.IsNullOrWhiteSpace(markdown.Title) ? markdown.Text : markdown.Title);
            letter = new Letter(
                account,
                Target(account, message.ReplyRoute.Address),
                message.Conversation.Id,
                message.ReplyRoute.ExpiresAt,
                [.. parts.Select((part, index) => new MarkdownMessage(title, part, index == parts.Count - 1 ? mentions : []))]);
            problem = null;
            return true;
        }
        catch (FormatException)
        {
            problem = "its reply route is not one that this egress can read";
            return false;
        }
    }

    // A webhook that must not be called is no road, where there is another one.
    private ReplyTarget Target(DingTalkAccount account, string address)
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

    /// <summary>The cheapest open road, or null. After a call with an unknown outcome it is that of the call, <paramref name="pinned"/>, as long as it is open.</summary>
    public Road? Choose(Letter letter, ClosedWebhooks closed, bool isApiOpen, Road? pinned = null)
    {
        if (pinned is not null && (pinned == Road.Webhook ? IsWebhookOpen(letter, TimeSpan.Zero) && !closed.Contains(letter.WebhookKey!) : isApiOpen))
        {
            return pinned;
        }

        Road[] roads = letter.Target switch
        {
            { IsGroup: true, OpenConversationId: not null } => [Road.Webhook, Road.Group],
            { IsGroup: false, UserId: not null } => [Road.Webhook, Road.User],
            _ => [Road.Webhook],
        };
        return roads.FirstOrDefault(road => road == Road.Webhook ? IsWebhookOpen(letter, ExpiryMargin) && !closed.Contains(letter.WebhookKey!) : isApiOpen);
    }

    /// <summary>What a call by this road counts against.</summary>
    public CallScope ScopeOf(Letter letter, Road road) =>
        road == Road.Webhook ? new CallScope(null, StoreKey.Of(WebhookLimitOf(letter)), StoreKey.Of(letter.ConversationId))
            : new CallScope(road.Name, null, StoreKey.Of(letter.ConversationId));

    /// <param name="letter">What to send, and where.</param>
    /// <param name="road">The way to take.</param>
    /// <param name="part">Which of its parts.</param>
    /// <param name="userIds">To whom, where the road is <see cref="Road.User"/>.</param>
    /// <param name="cancellationToken">Gives up, as the process stops.</param>
    public static async Task<SendResult> SendAsync(Letter letter, Road road, MarkdownMessage part, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(letter, road, part, userIds, cancellationToken);
        }
        catch (SessionExpiredException exception)
        {
            // From the OpenAPI there is no other road.
            return road == Road.Webhook ? new SendResult.RoadClosed() : new SendResult.Refused(exception.Message);
        }
        catch (ThrottledException exception)
        {
            return new SendResult.Throttled(exception.RetryAfter, exception.Message, exception.IsAddressBlocked);
        }
        catch (DingTalkUnreachableException exception)
        {
            return new SendResult.Later(RetryDelay, exception.Message);
        }
        catch (BusyException exception)
        {
            return new SendResult.Busy(RetryDelay, exception.Message);
        }
        catch (UnlistedErrorException exception)
        {
            return new SendResult.Busy(UnlistedDelay, exception.Message);
        }
        catch (QuotaExhaustedException)
        {
            return new SendResult.QuotaGone();
        }
        catch (UnknownOutcomeException exception)
        {
            return new SendResult.Unknown(exception.Message, exception.Status is null || (int)exception.Status >= 500);
        }
        catch (CanceledAfterSendException exception)
        {
            return new SendResult.Unknown(exception.Message, IsServerFault: false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SendResult.NotCalled();
        }
        catch (CredentialsException exception)
        {
            return new SendResult.Refused($"{exception.Message} They are client_id and client_secret of the account \"{letter.Account.Name}\" in the configuration.");
        }
        catch (MessageTooLongException exception)
        {
            return new SendResult.Refused($"{exception.Message} How long a part may be says egress.markdown.max_chunk_bytes; lower it.");
        }
        catch (ContentRefusedException exception)
        {
            return new SendResult.Withheld(exception.Message);
        }
        catch (Exception exception) when (exception is DingTalkException or ArgumentException)
        {
            // An argument is refused by the client itself, such as an empty id in the reply route: then nothing was sent either.
            return new SendResult.Refused(exception.Message);
        }
    }

    private static async Task<SendResult> CallAsync(Letter letter, Road road, MarkdownMessage part, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        var client = letter.Account.Client;
        var target = letter.Target;
        if (road == Road.Webhook)
        {
            await client.SendBySessionAsync(target.SessionWebhook!, part, cancellationToken);
            return SendResult.Sent.ToAll;
        }

        if (road == Road.Group)
        {
            await client.SendToGroupAsync(target.RobotCode, target.OpenConversationId!, part, cancellationToken);
            return SendResult.Sent.ToAll;
        }

        var result = await client.SendToUsersAsync(target.RobotCode, userIds, part, cancellationToken);
        return new SendResult.Sent(result.InvalidUserIds, result.FlowControlledUserIds);
    }

    private string WebhookLimitOf(Letter letter) => limits.Value.WebhookLimitBy switch
    {
        WebhookLimitKey.Robot => letter.Target.RobotCode,
        WebhookLimitKey.Webhook => letter.WebhookKey!,
        _ => $"{letter.Target.RobotCode} {letter.ConversationId}",
    };

    private bool IsWebhookOpen(Letter letter, TimeSpan margin) =>
        letter.Target.SessionWebhook is not null && (letter.WebhookExpiresAt is not { } expiry || expiry - margin > time.GetUtcNow());
}
