using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Tests.Commands;

/// <summary>The commands as users meet them: through the mailbox, the lane and the reply.</summary>
public abstract class CommandTests : AgentTests
{
    protected CommandTests(bool onPostgres)
        : base(onPostgres)
    {
        Folder.Settings["Models:0:ModelName"] = "chat";
        Folder.Settings["Models:0:Model"] = "deepseek/deepseek-chat";
        Folder.Settings["Models:1:ModelName"] = "big";
        Folder.Settings["Models:1:Model"] = "openai/gpt-4o";
    }

    [Theory]
    [InlineData("/help")]
    [InlineData("!HELP")]
    [InlineData("/help@PicoClaw")]
    public async Task Help_AnySpelling_ListsEveryCommandAndAsksNoModel(string text)
    {
        var agent = await Folder.StartAsync();

        var help = await new Talk(Folder, agent).SayAsync(text);

        help.ShouldContain("/new, /clear: clears");
        help.Split('\n').Count(line => line.StartsWith("- /", StringComparison.Ordinal))
            .ShouldBe(agent.Services.GetRequiredService<CommandTable>().All.Count);
        Model.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Help_ChineseSender_IsChinese()
    {
        var talk = await StartAsync();

        (await talk.SayInGroupAsync("/help", "小王")).ShouldContain(new HelpCommand().Summary.Chinese);
    }

    [Theory]
    [InlineData("/帮助")]
    [InlineData("！帮助")]
    public async Task Help_ChineseName_IsChineseWithChineseNames(string text)
    {
        var help = await (await StartAsync()).SayAsync(text);

        help.ShouldContain("- /新对话、/新会话、/清空、/new、/clear：" + new NewCommand().Summary.Chinese);
        Model.Calls.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("/id")]
    [InlineData("!id")]
    public async Task Id_TellsTheSendersId(string text) =>
        (await (await StartAsync()).SayAsync(text)).ShouldBe(IdCommand.IdIs.In(Language.English, "u1"));

    [Theory]
    [InlineData("我的编号")]
    [InlineData("/我的编号")]
    public async Task Id_AskedInChinese_TellsItInChinese(string text) =>
        (await (await StartAsync()).SayAsync(text)).ShouldBe(IdCommand.IdIs.In(Language.Chinese, "u1"));

    // The name of a model does not show the language of the user.
    [Fact]
    public async Task Model_EnglishNameInAChineseConversation_IsAnsweredInChinese()
    {
        var talk = await StartAsync();
        Model.Answer = (_, _) => Task.FromResult("你好");
        await talk.SayAsync("在吗");

        (await talk.SayAsync("/model big")).ShouldBe(ModelCommand.Chosen.In(Language.Chinese, "big"));
    }

    [Fact]
    public async Task Start_SaysHello() => (await (await StartAsync()).SayAsync("/start")).ShouldBe(Phrases.Hello.English);

    [Theory]
    [InlineData("/new")]
    [InlineData("/clear")]
    public async Task New_AfterTalk_TheModelKnowsNothingOfIt(string text)
    {
        var talk = await StartAsync();
        await talk.SayAsync("my name is Ann");

        (await talk.SayAsync(text)).ShouldBe(NewCommand.Cleared.English);

        await talk.SayAsync("who am I?");
        (await LastCallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["who am I?"]);
    }

    [Fact]
    public async Task New_InAGroup_IsForAdministrators()
    {
        Folder.Settings["Agent:Commands:Admins:0"] = "SAMPLE:bob-ID";
        var talk = await StartAsync();
        await talk.SayInGroupAsync("hello");

        (await talk.SayInGroupAsync("/new")).ShouldBe(Phrases.AdminsOnly.English);
        await talk.SayInGroupAsync("again");
        (await LastCallAsync()).Count.ShouldBe(1 + 3);

        (await talk.SayInGroupAsync("/new", "Bob")).ShouldBe(NewCommand.Cleared.English);
        (await talk.SayInGroupAsync("/new", isAdmin: true)).ShouldBe(NewCommand.Cleared.English);
    }

    [Fact]
    public async Task New_InAGroupWhereSessionsArePerSender_ForgetsTheSendersOwn()
    {
        Folder.Settings["Agent:Session:Dimensions:0"] = "chat";
        Folder.Settings["Agent:Session:Dimensions:1"] = "sender";
        var talk = await StartAsync();
        await talk.SayInGroupAsync("one", "Ann");
        await talk.SayInGroupAsync("two", "Bob");

        (await talk.SayInGroupAsync("/new", "Ann")).ShouldBe(NewCommand.Cleared.English);

        await talk.SayInGroupAsync("three", "Ann");
        (await LastCallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["Ann: three"]);
        await talk.SayInGroupAsync("four", "Bob");
        (await LastCallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["Bob: two", "re: Bob: two", "Bob: four"]);
    }

    [Fact]
    public async Task Stop_NothingRuns_SaysSo() => (await (await StartAsync()).SayAsync("/stop")).ShouldBe(StopCommand.NothingToStop.English);

    [Fact]
    public async Task Status_AfterTalk_ShowsVersionModelAndWhatItTook()
    {
        Model.Takes = (100, 7, 0.0012m);
        var talk = await StartAsync();
        await talk.SayAsync("one");
        await talk.SayAsync("two");

        var status = await talk.SayAsync("/status");

        status.ShouldStartWith("**PicoClaw** 0.1.0");
        status.ShouldEndWith("- Model: chat\n- Calls: 2\n- Tokens: 200 in, 14 out\n- Cost: 0.0024");
    }

    [Fact]
    public async Task Status_NoPrices_ShowsNoCost() =>
        (await (await StartAsync()).SayAsync("/status")).ShouldEndWith("- Calls: 0\n- Tokens: 0 in, 0 out");

    [Fact]
    public async Task Context_AfterTalk_ShowsMessagesAndTokens()
    {
        Folder.Settings["Agent:Defaults:ContextWindow"] = "1000";
        var talk = await StartAsync();

        // "hello" and "re: hello", estimated: (5 + 12) * 2 / 5 and (9 + 12) * 2 / 5.
        await talk.SayAsync("hello");

        (await talk.SayAsync("/context")).ShouldBe("- Messages: 2\n- Tokens: 14 of 1000 (1 %)\n- Summary: none");
    }

    [Fact]
    public async Task Model_Name_IsWhoAnswersFromNowOn()
    {
        var talk = await StartAsync();
        (await talk.SayAsync("/model")).ShouldBe("Model: chat");
        await talk.SayAsync("hello");
        Model.Options.ShouldNotBeNull().ModelId.ShouldBeNull();

        (await talk.SayAsync("/model BIG")).ShouldBe(ModelCommand.Chosen.In(Language.English, "big"));

        await talk.SayAsync("hello again");
        Model.Options.ShouldNotBeNull().ModelId.ShouldBe("big");
        (await talk.SayAsync("/model")).ShouldBe("Model: big");
        (await talk.SayAsync("/model none")).ShouldBe(ModelCommand.Unknown.In(Language.English, "none"));
    }

    [Fact]
    public async Task Model_InAGroup_IsForAdministrators()
    {
        var talk = await StartAsync();

        (await talk.SayInGroupAsync("/model big")).ShouldBe(Phrases.AdminsOnly.English);
        (await talk.SayInGroupAsync("/model")).ShouldBe("Model: chat");
        (await talk.SayInGroupAsync("/model big", isAdmin: true)).ShouldBe(ModelCommand.Chosen.In(Language.English, "big"));
    }

    [Theory]
    [InlineData("/models")]
    [InlineData("/list models")]
    public async Task Models_AreListedWithTheOneInUse(string text) =>
        (await (await StartAsync()).SayAsync(text)).ShouldBe("**Models**\n\n- chat (in use)\n- big");

    [Fact]
    public async Task Show_ModelOrChannel_IsShown()
    {
        var talk = await StartAsync();

        (await talk.SayAsync("/show model")).ShouldBe("Model: chat");
        (await talk.SayAsync("/show Channel")).ShouldBe("Channel: sample, account main, direct conversation");
        (await talk.SayAsync("/show")).ShouldBe(ShowCommand.Usage.English);
    }

    [Fact]
    public async Task List_Commands_IsHelp()
    {
        var talk = await StartAsync();

        (await talk.SayAsync("/list commands")).ShouldBe(await talk.SayAsync("/help"));
        (await talk.SayAsync("/list")).ShouldBe(ListCommand.Usage.English);
    }

    [Fact]
    public async Task Retry_AfterAnAnswer_AsksAgainAndTheNewAnswerReplacesTheOld()
    {
        var talk = await StartAsync();
        await talk.SayAsync("before");
        await talk.SayAsync("question");
        Model.Answer = (_, _) => Task.FromResult("better");

        (await talk.SayAsync("/retry")).ShouldBe("better");

        (await LastCallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["before", "re: before", "question"]);
        await talk.SayAsync("next");
        (await LastCallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["before", "re: before", "question", "better", "next"]);
    }

    [Fact]
    public async Task Retry_AfterAFailedTurn_AsksItAgain()
    {
        var talk = await StartAsync();
        Model.Answer = (_, _) => throw new PicoClaw.Agent.Models.Faults.ContextTooLongException("too long", new InvalidOperationException());
        (await talk.SayAsync("question")).ShouldBe(Phrases.TooLong.English);
        Model.Answer = (told, _) => Task.FromResult("re: " + told[^1].Text);

        (await talk.SayAsync("/retry")).ShouldBe("re: question");
    }

    [Fact]
    public async Task Retry_NothingSaid_SaysSo() => (await (await StartAsync()).SayAsync("/retry")).ShouldBe(RetryCommand.NothingToRetry.English);

    [Fact]
    public async Task UnknownCommand_GoesToTheModel() => (await (await StartAsync()).SayAsync("/translate hello")).ShouldBe("re: /translate hello");

    // Intake has decided which command a message is.
    [Fact]
    public async Task Command_WasStoredWithItsMessage_TheTextIsNotReadAgain()
    {
        var waiting = await Folder.OpenAsync();
        await waiting.PutAsync(Said.Direct("/help"));
        await ExecuteAsync(waiting, "UPDATE mailbox SET command = 'id'");
        await waiting.DisposeAsync();

        var agent = await Folder.StartAsync();

        (await new Talk(Folder, agent).HearAsync()).ShouldBe(IdCommand.IdIs.In(Language.English, "u1"));
    }

    private async Task<Talk> StartAsync() => new(Folder, await Folder.StartAsync());

    private async Task<IReadOnlyList<ChatMessage>> LastCallAsync()
    {
        var last = await Model.Calls.ReadAsync(Cancel);
        while (Model.Calls.TryRead(out var later))
        {
            last = later;
        }

        return last;
    }
}
