using Microsoft.Extensions.Options;
using PicoClaw.Egress.Channels.DingTalk;
using PicoClaw.Egress.Channels.DingTalk.Cards;
using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Media;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Tests.Channels.DingTalk;

public sealed class DingTalkChannelTests() : EgressTests(onPostgres: false)
{
    [Fact]
    public async Task TryCompose_KindWithoutARenderer_SaysSo()
    {
        var (none, dialect) = (new ContentRenderers([]), Egress.Get<IOptions<DialectOptions>>());
        var channel = new DingTalkChannel(
            new DingTalkComposer(Egress.Get<DingTalkAccounts>(), none, Egress.Get<ReplyTargets>(), dialect),
            none,
            Egress.Get<MediaReplies>(),
            Egress.Get<CardReplies>(),
            Egress.Get<Live<LimitOptions>>(),
            dialect,
            Time);

        channel.TryCompose((await HearAsync()).Say("text"), out _, out var problem).ShouldBeFalse();

        problem.ShouldBe("this egress cannot render MarkdownContent for DingTalk");
    }

    [Fact]
    public void Renderers_TwoForOneKind_NamesBoth()
    {
        var renderer = new MarkdownRenderer(Egress.Get<MarkdownDialect>());

        Should.Throw<InvalidOperationException>(() => new ContentRenderers([renderer, renderer])).Message
            .ShouldStartWith("MarkdownContent has two renderers: ");
    }
}
