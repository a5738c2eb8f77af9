using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Exchanges a download code for an address: docs/dingtalk-protocol.md 4.4.</summary>
internal sealed class DingTalkAttachments(DingTalkAccounts accounts) : IAttachmentSource
{
    public string Channel => DingTalkChannel.ChannelName;

    public SendRoute Route => DingTalkRoutes.Download;

    public CallScope Scope { get; } = new(DingTalkRoutes.Download.Name, null, null);

    public async Task<AskResult<FoundAddress>> AskAsync(string account, string reference, CancellationToken cancellationToken)
    {
        if (accounts.Find(account) is not { } known)
        {
            return new(new SendResult.Refused($"the account \"{account}\" is not configured or not enabled"));
        }

        try
        {
            var address = await known.Client.Media.GetDownloadAddressAsync(known.RobotCode, reference, cancellationToken);
            return new(SendResult.Sent.ToAll, new(address, IsSame(address, known.ApiBase)));
        }
        catch (Exception exception) when (SendErrors.ResultOf(exception, Route, known, cancellationToken) is { } result)
        {
            return new(result);
        }
    }

    private static bool IsSame(Uri address, Uri own) =>
        address.Port == own.Port && string.Equals(address.IdnHost, own.IdnHost, StringComparison.OrdinalIgnoreCase);
}
