using PicoClaw.Contracts;
using PicoClaw.Egress.Markdown;

namespace PicoClaw.Egress.Merging;

/// <summary>Makes one message of the replies of a conversation that wait for the same permit.</summary>
internal sealed class Merger(MarkdownDialect dialect, TimeProvider time)
{
    private static readonly TextSize Separator = TextSize.Of(MarkdownDialect.Separator);

    private const int MaxMentions = 50;

    /// <summary>The first of <paramref name="replies"/> and as many of those that follow as fit into one message with it.</summary>
    public (DeliverMessage Message, int Count) Merge(IReadOnlyList<DeliverMessage> replies)
    {
        // Nothing is measured where nothing can be joined.
        var count = replies.Count > 1 ? Fitting(replies) : 1;
        while (count > 1)
        {
            var merged = Join(replies, count);
            if (dialect.Render(TextOf(merged)!).Count == 1)
            {
                return (merged, count);
            }

            // What was rendered once may take a little more when it is rendered again.
            count /= 2;
        }

        return (replies[0], 1);
    }

    private int Fitting(IReadOnlyList<DeliverMessage> replies)
    {
        var (used, count) = (default(TextSize), 0);
        var mentions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reply in replies)
        {
            if (TextOf(reply) is not { } text || string.IsNullOrWhiteSpace(text))
            {
                break;
            }

            used += dialect.Size(text) + (count > 0 ? Separator : default);
            mentions.UnionWith(reply.Mentions);
            if (!used.Fits(dialect.Limit) || mentions.Count > MaxMentions)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private DeliverMessage Join(IReadOnlyList<DeliverMessage> replies, int count)
    {
        var joined = replies.Take(count).ToList();
        return joined[0] with
        {
            Content = new MarkdownContent { Text = dialect.Join(joined.Select(reply => TextOf(reply)!)), Title = ((MarkdownContent)joined[0].Content).Title },
            Mentions = [.. joined.SelectMany(reply => reply.Mentions).Distinct(StringComparer.Ordinal)],
            ReplyRoute = Longest([.. joined.Select(reply => reply.ReplyRoute)]),
        };
    }

    // A route without an expiry may have no webhook at all, so one whose webhook is known to be open comes first.
    private ReplyRoute Longest(List<ReplyRoute> routes)
    {
        var now = time.GetUtcNow();
        return routes.Where(route => route.ExpiresAt > now).MaxBy(route => route.ExpiresAt) ?? routes.FindLast(route => route.ExpiresAt is null) ?? routes[^1];
    }

    private static string? TextOf(DeliverMessage reply) => (reply.Content as MarkdownContent)?.Text;
}
