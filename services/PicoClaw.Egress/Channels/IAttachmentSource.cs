using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Channels;

/// <summary>Where a channel's attachments lie. Like <see cref="IChannel"/> it makes the call, and decides on no retry.</summary>
internal interface IAttachmentSource
{
    /// <summary>As in <see cref="IChannel.Name"/>.</summary>
    string Channel { get; }

    /// <summary>The call that asks for an address.</summary>
    SendRoute Route { get; }

    /// <summary>What the call counts against: an API of its own, so that no reply waits for it.</summary>
    CallScope Scope { get; }

    /// <summary>Makes one call. Throws for a defect only.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="reference">As the channel's ingress wrote it.</param>
    /// <param name="cancellationToken">Gives up, as the process stops.</param>
    Task<AskResult<FoundAddress>> AskAsync(string account, string reference, CancellationToken cancellationToken);
}
