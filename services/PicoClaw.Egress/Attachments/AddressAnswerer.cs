using System.Collections.Frozen;
using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Requests;

namespace PicoClaw.Egress.Attachments;

/// <summary>Answers one request: calls, a few times where the platform has a moment's trouble, and sends what came of it.</summary>
internal sealed class AddressAnswerer(
    AddressTable table,
    RequestCaller caller,
    IEnumerable<IAttachmentSource> sources,
    IServiceProvider services,
    TimeProvider time,
    ILogger<AddressAnswerer> logger)
{
    private const int MostCalls = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // A broker that is away is not waited for: the agent asks again.
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<string, IAttachmentSource> _sources = sources.ToFrozenDictionary(source => source.Channel, StringComparer.Ordinal);

    /// <param name="lease">The account that is asked for.</param>
    /// <param name="request">Left for the next holder when <paramref name="mayGo"/> ends it.</param>
    /// <param name="mayGo">False when no call may be begun any more.</param>
    /// <param name="cancellationToken">Ends the wait for a permit.</param>
    public async Task AnswerAsync(AccountLease lease, AddressRequest request, Func<bool> mayGo, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(lease, request, mayGo, cancellationToken);
        if (answer is null)
        {
            return;
        }

        if (answer.Reason is { } reason)
        {
            Log.NoAddress(logger, lease.Lane.Key, reason);
        }

        if (await table.TakeAsync(request.Id, lease.Records) is { } reply)
        {
            await SendAsync(reply, answer);
        }
    }

    private async Task SendAsync(ReplyAddress reply, AttachmentAddress answer)
    {
        // Without a bus there is no one to tell.
        if (services.GetService<IBus>() is { } bus)
        {
            using var limit = new CancellationTokenSource(SendTime, time);
            var endpoint = await bus.GetSendEndpoint(new Uri(reply.ReplyTo)).WaitAsync(limit.Token);
            var pipe = Pipe.Execute<SendContext<AttachmentAddress>>(context => context.RequestId = Guid.Parse(reply.ReplyId));
            await endpoint.Send(answer, pipe, limit.Token).WaitAsync(limit.Token);
        }
    }

    private async Task<AttachmentAddress?> AskAsync(AccountLease lease, AddressRequest request, Func<bool> mayGo, CancellationToken cancellationToken)
    {
        if (!_sources.TryGetValue(AccountKey.ChannelOf(lease.Lane.Key), out var source))
        {
            return None(AddressFault.Refused, "this egress has no attachments of the channel");
        }

        var (began, life) = (time.GetTimestamp(), AddressTable.Life - TimeSpan.FromMilliseconds(request.AgeMs));
        for (var calls = 1; ; calls++)
        {
            var result = await caller.CallAsync(
                lease,
                source.Route,
                source.Scope,
                token => source.AskAsync(request.Account, request.Reference, token),
                () => mayGo() && time.GetElapsedTime(began) < life,
                cancellationToken);
            if (result is null)
            {
                return mayGo() ? None(AddressFault.Unavailable, "no call of the account was free in time") : null;
            }

            if (result.Result is SendResult.NotCalled)
            {
                return null;
            }

            if (Answer(result, calls == MostCalls) is { } answer)
            {
                return answer;
            }

            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    /// <summary>Null: the same call may work in a moment. What is asked twice does no harm.</summary>
    private static AttachmentAddress? Answer(AskResult<FoundAddress> result, bool isLast) => result.Result switch
    {
        SendResult.Sent => new AttachmentAddress { Address = result.Value!.Address, MayBePrivate = result.Value.IsOwnHost },
        SendResult.Refused refused => None(AddressFault.Refused, refused.Reason),
        SendResult.Withheld withheld => None(AddressFault.Refused, withheld.Reason),
        SendResult.QuotaGone => None(AddressFault.Unavailable, "the API calls of this month are used up"),
        _ when !isLast => null,
        SendResult.Throttled throttled => None(AddressFault.Unavailable, throttled.Reason),
        SendResult.Busy busy => None(AddressFault.Unavailable, busy.Reason),
        SendResult.Later later => None(AddressFault.Unavailable, later.Reason),
        SendResult.Unknown unknown => None(AddressFault.Unavailable, unknown.Reason),
        var other => None(AddressFault.Unavailable, other.Outcome),
    };

    private static AttachmentAddress None(AddressFault fault, string reason) => new() { Fault = fault, Reason = reason };
}
