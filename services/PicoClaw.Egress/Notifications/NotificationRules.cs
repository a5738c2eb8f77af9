using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Storage;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Egress.Notifications;

/// <summary>What a notification must be like, whichever way it comes.</summary>
internal sealed class NotificationRules(
    IOptions<AccountsOptions> accounts, Live<NotificationOptions> options, ChannelTable channels, IOptions<BlobOptions> blobs)
{
    public const int MostRecipients = 1000;
    public const int MostBytes = 60_000;
    public const int LongestText = 200;

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    // What is due may still wait for its turn, for DingTalk or for a restart.
    private static readonly TimeSpan SendingTime = TimeSpan.FromHours(12);

    /// <summary>The notification as it is stored, or a sentence that says what to change.</summary>
    public bool TryAccept(SendNotification message, [NotNullWhen(true)] out Notification? notification, [NotNullWhen(false)] out string? problem)
    {
        notification = null;
        IReadOnlyList<string> recipients = [];
        problem = AccountProblem(message, out var account) ?? TextProblem(message)
            ?? channels.Of(message.Channel).ProblemOf(message.Content) ?? TimeProblem(message) ?? Resolve(message.To, out recipients);
        if (problem is not null)
        {
            return false;
        }

        message = message.Cleaned() with { Account = account };
        var template = Notice.Template(message, account);
        notification = new Notification
        {
            Id = message.Id,
            Client = message.Client,
            Key = message.IdempotencyKey,
            Digest = DigestOf(message),
            LaneKey = AccountKey.Of(template.Conversation),
            Priority = (int)message.Priority,
            Body = JsonSerializer.Serialize(template, EgressJson.Default.DeliverMessage),
            Recipients = recipients,
            NotBefore = message.NotBefore?.ToUnixTimeMilliseconds(),
            ExpiresAt = message.ExpiresAt?.ToUnixTimeMilliseconds(),
            Trace = TraceParent.Current,
        };
        return true;
    }

    // The configuration's spelling: another one would be a second lane of the same bot, with a quota of its own.
    private string? AccountProblem(SendNotification message, out string account)
    {
        var known = accounts.Value.EnabledFor(message.Channel).Select(one => one.Key).ToList();
        account = known.Find(name => name.Equals(message.Account, StringComparison.OrdinalIgnoreCase)) ?? "";
        return account.Length > 0 ? null
            : known.Count == 0 ? $"No account of the channel \"{CleanText.Line(message.Channel, LongestText)}\" is enabled here."
            : $"The account \"{CleanText.Line(message.Account, LongestText)}\" is not there or not enabled. Write one of: {string.Join(", ", known)}.";
    }

    private static string? TextProblem(SendNotification message) => message switch
    {
        { Content: MarkdownContent { Text: var text } } when string.IsNullOrWhiteSpace(text) => "The text is empty. Write what to send.",
        _ when ContentSize.Of(message.Content) > MostBytes =>
            $"The text is longer than {MostBytes} bytes. Shorten it, or send a link to the whole.",
        { Content: ImageContent { Caption.Length: > CleanMessages.LongestCaption } } =>
            $"The text above a picture is longer than {CleanMessages.LongestCaption} characters. Shorten it, or send it as a message of its own.",
        { IdempotencyKey: { } key } when !IsShort(key) => $"The idempotency key must be 1 to {LongestText} characters, without control characters.",
        { Client: { Length: > 0 } client } when !IsShort(client) =>
            $"The client's name must be at most {LongestText} characters, without control characters.",
        _ when !Enum.IsDefined(message.Priority) => "The priority is none that is known. Write interactive or bulk.",
        _ => null,
    };

    private string? TimeProblem(SendNotification message) =>
        message.NotBefore - message.CreatedAt > Farthest ? $"notBefore is more than {Farthest.TotalDays} days ahead. Ask again when it is nearer."
        : ContentFile.Of(message.Content) is not null && message.NotBefore - message.CreatedAt > blobs.Value.KeepTime - SendingTime
            ? $"A file is kept for {blobs.Value.KeepDays} days (retention.file_days), so notBefore is too late for it. Ask again when it is nearer."
        : message.ExpiresAt <= message.CreatedAt ? "expiresAt is in the past, so nothing would be sent. Write a later instant or leave it out."
        : message.ExpiresAt <= message.NotBefore ? "expiresAt is not after notBefore, so nothing would be sent. Write a later instant."
        : null;

    private string? Resolve(IReadOnlyList<Recipient> to, out IReadOnlyList<string> recipients)
    {
        var found = new List<string>();
        recipients = found;
        if (to.Count > MostRecipients)
        {
            return TooMany(to.Count);
        }

        foreach (var recipient in to)
        {
            if (!IsShort(recipient.Id) || !Enum.IsDefined(recipient.Kind))
            {
                return $"A recipient must be an id of 1 to {LongestText} characters, without control characters; one is "
                    + $"\"{CleanText.Line(recipient.Id, 20)}\".";
            }

            if (recipient.Kind != RecipientKind.Alias)
            {
                found.Add(RecipientText.Of(recipient));
            }
            else if (options.Value.Aliases.TryGetValue(recipient.Id, out var list))
            {
                found.AddRange(NotificationOptions.Split(list).Select(text => RecipientText.Of(RecipientText.Parse(text))));
            }
            else
            {
                return $"The alias \"{recipient.Id}\" is not configured. Write it under notifications.aliases, or name its recipients.";
            }
        }

        recipients = [.. found.Distinct(StringComparer.Ordinal)];
        return recipients.Count switch
        {
            0 => "There is no recipient. Write at least one.",
            > MostRecipients => TooMany(recipients.Count),
            _ => null,
        };
    }

    private static string TooMany(int count) =>
        $"{count} recipients are too many for one message; the most are {MostRecipients}. Send several messages.";

    private static bool IsShort(string text) =>
        text.Length is > 0 and <= LongestText && !text.Any(char.IsControl) && CleanText.IsClean(text);

    // Neither what its sender makes for each attempt, a file's place included, nor what an alias means today.
    private static string DigestOf(SendNotification message) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            message with { Id = Guid.Empty, CreatedAt = default, Content = ContentFile.WithoutId(message.Content) }, EgressJson.Default.SendNotification)));
}
