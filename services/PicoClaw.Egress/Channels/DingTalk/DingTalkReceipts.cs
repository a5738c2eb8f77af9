using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Asks who has read a message: docs/dingtalk-protocol.md 4.3.</summary>
internal sealed class DingTalkReceipts(DingTalkAccounts accounts) : IReceiptSource
{
    public string Channel => DingTalkChannel.ChannelName;

    public SendRoute RouteOf(string? groupId) => groupId is null ? DingTalkRoutes.ReadStatus : DingTalkRoutes.GroupQuery;

    public CallScope ScopeOf(string? groupId) => new(RouteOf(groupId).Name, null, null) { IsLow = true };

    public async Task<AskResult<ReceiptPage>> AskAsync(
        string account, string key, string? groupId, string? next, CancellationToken cancellationToken)
    {
        if (accounts.Find(account) is not { } known)
        {
            return new(new SendResult.Refused($"the account \"{account}\" is not configured or not enabled"));
        }

        try
        {
            var receipts = known.Client.Receipts;
            return new(
                SendResult.Sent.ToAll,
                groupId is null
                    ? PageOf(await receipts.OfUsersAsync(known.RobotCode, key, cancellationToken))
                    : PageOf(await receipts.OfGroupAsync(known.RobotCode, groupId, key, next, cancellationToken)));
        }
        catch (BusyException exception) when (exception.Code == ReceiptClient.NotYetOrExpired)
        {
            // An answer, not trouble: the limits need not be lowered for it.
            return new(SendResult.Sent.ToAll, new(ReceiptState.Unknown, [], []));
        }
        catch (Exception exception) when (SendErrors.ResultOf(exception, RouteOf(groupId), known, cancellationToken) is { } result)
        {
            return new(result);
        }
    }

    private static ReceiptPage PageOf(DirectReceipts receipts) => new(
        StateOf(receipts.State),
        [.. receipts.Users.Where(user => user.IsRead).Select(user => user.UserId)],
        [.. receipts.Users.Where(user => !user.IsRead).Select(user => user.UserId)]);

    private static ReceiptPage PageOf(GroupReceipts receipts) => new(StateOf(receipts.State), receipts.ReadUserIds, [], receipts.NextToken);

    private static ReceiptState StateOf(MessageState state) => state switch
    {
        MessageState.Recalled => ReceiptState.Recalled,
        MessageState.Sending => ReceiptState.Sending,
        _ => ReceiptState.Told,
    };
}
