using System.Collections.Frozen;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Requests;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Egress.Receipts;

/// <summary>Asks the platform who has read a message, once, and stores what it told.</summary>
internal sealed class ReceiptAnswerer(ReceiptTable table, RequestCaller caller, IEnumerable<IReceiptSource> sources, TimeProvider time)
{
    // 1,000 readers of a group.
    private const int MostPages = 5;
    private const int LongestReason = 500;
    private const string MonthIsShort =
        "more than 80 % of the month's API calls are used, and the rest is kept for messages: egress.api_calls_per_month";

    // A key that is younger is not known to the platform yet; one that is older has expired.
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly FrozenDictionary<string, IReceiptSource> _sources = sources.ToFrozenDictionary(source => source.Channel, StringComparer.Ordinal);

    /// <inheritdoc cref="IRequestWork{TRequest}.AnswerAsync"/>
    public async Task AnswerAsync(AccountLease lease, ReceiptRequest request, Func<bool> mayGo, CancellationToken cancellationToken)
    {
        if (await AskAsync(lease, request, mayGo, cancellationToken) is { } answer)
        {
            // The older the message, the longer: a platform that never tells it must not use up the month.
            var keepMs = answer.IsPending ? Math.Clamp(request.SentMs, (long)Soon.TotalMilliseconds, request.KeepMs) : request.KeepMs;
            await table.AnswerAsync(lease.Lane.Key, request.Key, answer, keepMs, lease.Records);
        }
    }

    /// <summary>Null: it is left for the next holder.</summary>
    private async Task<ReceiptAnswer?> AskAsync(AccountLease lease, ReceiptRequest request, Func<bool> mayGo, CancellationToken cancellationToken)
    {
        if (!_sources.TryGetValue(AccountKey.ChannelOf(lease.Lane.Key), out var source))
        {
            return ReceiptAnswer.Unknown("this channel does not tell who has read a message");
        }

        var recipient = RecipientText.Parse(request.Recipient);
        var groupId = recipient.Kind == RecipientKind.Group ? recipient.Id : null;
        var (began, life) = (time.GetTimestamp(), ReceiptTable.Life - TimeSpan.FromMilliseconds(request.AgeMs));
        var read = new List<string>();
        string? next = null;
        for (var page = 1; ; page++)
        {
            if (lease.Account.Budget.IsShort)
            {
                return ReceiptAnswer.Unknown(MonthIsShort);
            }

            var (account, token) = (AccountKey.AccountOf(lease.Lane.Key), next);
            var asked = await caller.CallAsync(
                lease,
                source.RouteOf(groupId),
                source.ScopeOf(groupId),
                stop => source.AskAsync(account, request.Key, groupId, token, stop),
                () => mayGo() && time.GetElapsedTime(began) < life,
                cancellationToken);
            if (asked is null or { Result: SendResult.NotCalled })
            {
                return mayGo() && asked is null ? ReceiptAnswer.Pending("no call of the account was free in time") : null;
            }

            if (asked.Value is not { } told)
            {
                return Failed(asked.Result);
            }

            read.AddRange(told.Read);
            next = told.Next;
            if (told.State != ReceiptState.Told || next is null || page == MostPages)
            {
                return Answer(request, told with { Read = read });
            }
        }
    }

    private static ReceiptAnswer Answer(ReceiptRequest request, ReceiptPage told) => told.State switch
    {
        ReceiptState.Told => new ReceiptAnswer { Read = told.Read, Unread = told.Unread },
        ReceiptState.Recalled => ReceiptAnswer.Unknown("it was recalled"),
        ReceiptState.Sending => ReceiptAnswer.Pending("the platform is still delivering it"),
        _ when request.SentMs < Young.TotalMilliseconds => ReceiptAnswer.Pending("the platform does not tell it yet"),
        _ => ReceiptAnswer.Unknown("the platform does not tell it any more: the message is too old"),
    };

    private static ReceiptAnswer Failed(SendResult result) => result switch
    {
        SendResult.QuotaGone => ReceiptAnswer.Unknown(MonthIsShort),
        SendResult.Refused or SendResult.Withheld => ReceiptAnswer.Unknown(Line(result)),
        _ => ReceiptAnswer.Pending(Line(result)),
    };

    private static string Line(SendResult result) => CleanText.Line(result.Text, LongestReason) ?? result.Outcome;
}
