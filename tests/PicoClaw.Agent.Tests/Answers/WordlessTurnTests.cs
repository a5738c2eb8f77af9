using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Answers;

/// <summary>Replies to messages without words.</summary>
public abstract class WordlessTurnTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Theory]
    [InlineData(AttachmentKind.Audio, "voice message", "语音")]
    [InlineData(AttachmentKind.Video, "video", "视频")]
    public async Task Attachment_IsAnsweredInASentenceWithoutTheModel(AttachmentKind kind, string english, string chinese)
    {
        var talk = await StartAsync();

        (await talk.SayAsync(Message(kind))).ShouldBe(Phrases.CannotOpen.In(Language.English, english));
        var other = Message(kind, second: 1) with
        {
            Sender = new Sender { Id = "u2", DisplayName = "小王" },
            Conversation = Said.Direct("", "cidTwo").Conversation,
        };
        (await talk.SayAsync(other)).ShouldBe(Phrases.CannotOpen.In(Language.Chinese, chinese));

        Folder.Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(UnreadableContent.Card, "card")]
    [InlineData(UnreadableContent.Other, "a kind of message that I do not know")]
    public async Task OtherContent_IsAnsweredInASentence(UnreadableContent kind, string word) =>
        (await (await StartAsync()).SayAsync(Said.Direct("") with { Unreadable = kind })).ShouldBe(Phrases.CannotOpen.In(Language.English, word));

    [Fact]
    public async Task Recording_TheNextQuestionIsAskedWithItsTrace()
    {
        var talk = await StartAsync();
        var reply = await talk.SayAsync(Message(AttachmentKind.Audio));

        await talk.SayAsync("what is wrong there?");

        var told = (await Folder.Model.Calls.ReadAsync(Cancel)).Skip(1).Select(message => message.Text);
        told.ShouldBe(["[It came with a voice message, which you cannot open.]", reply, "what is wrong there?"]);
    }

    [Fact]
    public async Task RecordingInReplyToAVideo_NamesBoth()
    {
        var sound = Message(AttachmentKind.Audio) with { Quote = new Quote { Attachments = Message(AttachmentKind.Video).Attachments } };

        (await (await StartAsync()).SayAsync(sound)).ShouldBe(Phrases.CannotOpen.In(Language.English, "voice message, video"));
    }

    [Fact]
    public async Task QuoteAlone_IsAskedOfTheModel() =>
        (await (await StartAsync()).SayAsync(Said.Direct("") with { Quote = new Quote { Text = "why?" } })).ShouldBe("re: > why?");

    [Fact]
    public async Task NothingButTheMention_IsAnsweredWithTheFirstLinesOfHelp()
    {
        var talk = await StartAsync();

        var answer = await talk.SayAsync(Said.Group("", "Ann") with { Mentioned = true });

        answer.ShouldStartWith(Phrases.Hello.English);
        Commands(answer).ShouldBe(Commands(await talk.SayAsync("/help")).Take(5));
        Folder.Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task KeptBack_TheUserIsToldWhyAndTheModelNothing()
    {
        var talk = await StartAsync();

        (await talk.SayAsync(Said.Direct("") with { Unreadable = UnreadableContent.QuotaExhausted })).ShouldBe(Phrases.Withheld.English);

        await talk.SayAsync("hello");
        (await Folder.Model.Calls.ReadAsync(Cancel)).Count.ShouldBe(1 + 1);
    }

    private static IEnumerable<string> Commands(string help) => help.Split('\n').Where(line => line.StartsWith("- /", StringComparison.Ordinal));

    private static MessageReceived Message(AttachmentKind kind, double second = 0) =>
        Said.Direct("", second: second) with { Attachments = [new Attachment { Kind = kind, Reference = "dc" }] };

    private async Task<Talk> StartAsync() => new(Folder, await Folder.StartAsync());
}
