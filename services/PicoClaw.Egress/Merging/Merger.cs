using PicoClaw.Contracts;
using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Merging;

/// <summary>Makes one message of the replies of a conversation that wait for the same permit.</summary>
internal sealed class Merger(TimeProvider time)
{
    /// <summary>Renders the first of <paramref name="replies"/> with as many of those that follow as fit into one message with it.</summary>
    public MergedReply Merge(IChannel channel, IReadOnlyList<DeliverMessage> replies)
    {
        // Nothing is measured where nothing can be joined. Joined texts may take a little more than their sizes add up to, so a smaller
        // count may be the one that fits.
        for (var count = replies.Count > 1 ? channel.CountJoinable(replies) : 1; count > 1; count /= 2)
        {
            IReadOnlyList<DeliverMessage> some = [.. replies.Take(count)];
            if (channel.Join(Envelope(some), some) is { } merged)
            {
                return new MergedReply(merged, count, null);
            }
        }

        return channel.TryCompose(replies[0], out var reply, out var problem) ? new MergedReply(reply, 1, null) : new MergedReply(null, 1, problem);
    }

    private DeliverMessage Envelope(IReadOnlyList<DeliverMessage> replies) => replies[0] with
    {
        Mentions = [.. replies.SelectMany(reply => reply.Mentions).Distinct(StringComparer.Ordinal)],
        ReplyRoute = Longest([.. replies.Select(reply => reply.ReplyRoute)]),
    };

    // A route without an expiry may have no webhook at all, so one whose webhook is known to be open comes first.
    private ReplyRoute Longest(List<ReplyRoute> routes)
    {
        var now = time.GetUtcNow();
        return routes.Where(route => route.ExpiresAt > now).MaxBy(route => route.ExpiresAt) ?? routes.FindLast(route => route.ExpiresAt is null) ?? routes[^1];
    }
}
