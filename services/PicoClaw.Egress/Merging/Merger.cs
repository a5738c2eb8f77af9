using PicoClaw.Contracts;
using PicoClaw.Egress.Markdown;

namespace PicoClaw.Egress.Merging;

/// <summary>Makes one message of the replies of a conversation that wait for the same permit.</summary>
internal static class Merger
{
    /// <summary>Seen as a line between two replies.</summary>
    public const string Separator = "\n\n---\n\n";

    private const int MaxMentions = 50;

    /// <summary>The first of <paramref name="replies"/> and as many of those that follow as fit into one message with it.</summary>
    public static (DeliverMessage Message, int Count) Merge(IReadOnlyList<DeliverMessage> replies)
    {
        var count = Fitting(replies);
        while (count > 1)
        {
            var merged = Join(replies, count);
            if (MarkdownSplitter.Split(TextOf(merged)!).Count == 1)
            {
                return (merged, count);
            }

            // What is added when they are joined counts too, so the estimate may be too high.
            count /= 2;
        }

        return (replies[0], 1);
    }

    private static int Fitting(IReadOnlyList<DeliverMessage> replies)
    {
        var (bytes, chars, count) = (0, 0, 0);
        var mentions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reply in replies)
        {
            if (TextOf(reply) is not { } text || string.IsNullOrWhiteSpace(text))
            {
                break;
            }

            bytes += JsonSize.Of(text) + JsonSize.Of(Separator);
            chars += text.Length + Separator.Length;
            mentions.UnionWith(reply.Mentions);
            if (bytes > MarkdownSplitter.MaxBytes || chars > MarkdownSplitter.MaxChars || mentions.Count > MaxMentions)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private static DeliverMessage Join(IReadOnlyList<DeliverMessage> replies, int count)
    {
        var joined = replies.Take(count).ToList();
        return joined[0] with
        {
            Content = new MarkdownContent { Text = string.Join(Separator, joined.Select(TextOf)), Title = ((MarkdownContent)joined[0].Content).Title },
            Mentions = [.. joined.SelectMany(reply => reply.Mentions).Distinct(StringComparer.Ordinal)],
            ReplyRoute = joined.Select(reply => reply.ReplyRoute).MaxBy(route => route.ExpiresAt ?? DateTimeOffset.MaxValue)!,
        };
    }

    private static string? TextOf(DeliverMessage reply) => (reply.Content as MarkdownContent)?.Text;
}
