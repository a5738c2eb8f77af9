using PicoClaw.Contracts;
using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Reactions;

/// <summary>A channel's reactions. Like <see cref="IChannel"/> it makes the calls, and decides on no retry.</summary>
internal interface IReactionPlatform
{
    /// <summary>As in <see cref="IChannel.Name"/>.</summary>
    string Channel { get; }

    /// <summary>Whether the account wants them.</summary>
    bool IsOn(string account);

    /// <summary>The message that gets one, as text for the store; null: there is none.</summary>
    string? PlaceOf(ReplyProgress progress);

    Task<SendResult> SetAsync(Reaction reaction, CancellationToken cancellationToken);

    Task<SendResult> TakeBackAsync(Reaction reaction, CancellationToken cancellationToken);
}
