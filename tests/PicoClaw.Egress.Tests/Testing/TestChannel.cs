using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Channels.DingTalk;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A second channel: renders Markdown as DingTalk's does and keeps what it was asked to send.</summary>
internal sealed class TestChannel(string name = "test") : IChannel
{
    private static readonly SendRoute Route = new("direct", CostsApiCall: false);

    private readonly MarkdownRenderer _renderer = new(new MarkdownDialect(Options.Create(new DialectOptions())));

    public string Name => name;

    public IReadOnlyList<SendRoute> Routes => [Route];

    public CallLimits Limits { get; init; } = CallLimits.None;

    public MonthlyQuota Quota => MonthlyQuota.None;

    public int MessageBytes => 12_000;

    /// <summary>How often a reply was rendered.</summary>
    public int Composed { get; private set; }

    public ConcurrentQueue<DeliverMessage> Sent { get; } = [];

    /// <summary>Replies in the making that people see already.</summary>
    public HashSet<Guid> Shown { get; } = [];

    public IReadOnlyList<DingTalkMessage> Render(DeliverMessage message) => _renderer.Render(message);

    public int CountJoinable(IReadOnlyList<DeliverMessage> replies) => _renderer.CountJoinable(replies);

    public RenderedReply? Join(DeliverMessage envelope, IReadOnlyList<DeliverMessage> replies)
    {
        Composed++;
        return _renderer.Join(replies, envelope.Mentions)?.ForWebhook is MarkdownMessage { Title: var title, Text: var text }
            ? new TestReply(envelope with { Content = new MarkdownContent { Text = text, Title = title } }, 1)
            : null;
    }

    public bool IsShown(string account, Guid replyId) => account == "main" && Shown.Contains(replyId);

    public string? ProblemOf(OutboundContent content) => null;

    public bool TryCompose(DeliverMessage message, [NotNullWhen(true)] out RenderedReply? reply, [NotNullWhen(false)] out string? problem)
    {
        Composed++;
        var parts = Render(message).Count;
        (reply, problem) = parts == 0 ? ((RenderedReply?)null, "it is empty") : (new TestReply(message, parts), null);
        return reply is not null;
    }

    public ValueTask<RenderedReply> PrepareAsync(RenderedReply reply, bool isApiOpen, CancellationToken cancellationToken) => ValueTask.FromResult(reply);

    public OutboundContent? Substitute(RenderedReply reply, int part) => null;

    public SendRoute? ChooseRoute(RenderedReply reply, bool isApiOpen, string? pinned = null) => Route;

    public CallScope ScopeOf(RenderedReply reply, SendRoute route) => new(null, "webhook", null);

    public bool MayShareCall(RenderedReply reply, RenderedReply other) => false;

    public Task<SendResult> SendAsync(RenderedReply reply, SendRoute route, int part, IReadOnlyList<string> recipientIds, CancellationToken cancellationToken)
    {
        Sent.Enqueue(((TestReply)reply).Message);
        return Task.FromResult<SendResult>(SendResult.Sent.ToAll);
    }
}
