using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Channels;

/// <summary>Who has read what a channel sent. Like <see cref="IChannel"/> it makes the call, and decides on no retry.</summary>
internal interface IReceiptSource
{
    /// <summary>As in <see cref="IChannel.Name"/>.</summary>
    string Channel { get; }

    /// <summary>The call that asks about a message to a group, or to people.</summary>
    SendRoute RouteOf(string? groupId);

    /// <summary>What such a call counts against: the lowest class.</summary>
    CallScope ScopeOf(string? groupId);

    /// <summary>Makes one call. Throws for a defect only.</summary>
    /// <param name="account">Who sent it.</param>
    /// <param name="key">As in <see cref="Contracts.MessageDelivered.DeliveryKey"/>.</param>
    /// <param name="groupId">Null for people.</param>
    /// <param name="next">As in <see cref="ReceiptPage.Next"/>, or null.</param>
    /// <param name="cancellationToken">Gives up, as the process stops.</param>
    Task<AskResult<ReceiptPage>> AskAsync(string account, string key, string? groupId, string? next, CancellationToken cancellationToken);
}
