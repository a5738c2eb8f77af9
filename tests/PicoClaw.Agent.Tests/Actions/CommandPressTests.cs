using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Actions;

/// <summary>Commands, pressed on a card.</summary>
public abstract class CommandPressTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task Command_Pressed_IsWhatThePresserWrites()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Group("first", "Ann"));
        var first = await talk.HearReplyAsync();
        Model.Answer = (_, _) => Task.FromResult("once more");

        await agent.PressAsync(Press.On(first.Id, ActionKind.Command, "Bob-id", "/retry"));

        var reply = await talk.HearReplyAsync();
        (Text(reply), string.Join(' ', reply.Mentions), reply.ReplyRoute.Address).ShouldBe(("once more", "Bob-id", "to first"));
        (await agent.QueryAsync<string>("SELECT command FROM mailbox WHERE pressed = 1")).ShouldBe(["retry"]);
    }

    // The route of the message that was answered has ended since.
    [Fact]
    public async Task Command_OnAnOldReply_IsAnsweredByTheNewestOpenRoute()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("old"));
        var old = await talk.HearReplyAsync();

        // A lane that is held would lose its lease, and send again a reply that is not marked yet.
        await talk.UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1", 0L);
        Folder.Time.Advance(TimeSpan.FromHours(2));
        (await talk.SayAsync(Said.Direct("new", second: 7200))).ShouldBe("re: new");

        await agent.PressAsync(Press.On(old.Id, ActionKind.Command, text: "/status"));

        (await talk.HearReplyAsync()).ReplyRoute.Address.ShouldBe("to new");
    }

    [Fact]
    public async Task Command_InAGroup_IsForAdministratorsAsWhenItIsWritten()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Group("first", "Ann"));
        var first = await talk.HearReplyAsync();

        await agent.PressAsync(Press.On(first.Id, ActionKind.Command, "Bob-id", "/new"));

        (await talk.HearAsync()).ShouldBe(Phrases.AdminsOnly.English);
    }

    // Everyone may clear their own session, and only that.
    [Fact]
    public async Task Command_SessionsArePerSender_IsAboutThePressersOwn()
    {
        Folder.Settings["Agent:Session:Dimensions:0"] = "chat";
        Folder.Settings["Agent:Session:Dimensions:1"] = "sender";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Group("first", "Ann"));
        var first = await talk.HearReplyAsync();

        await agent.PressAsync(Press.On(first.Id, ActionKind.Command, "Bob-id", "/new"));

        (await talk.HearAsync()).ShouldBe(NewCommand.Cleared.English);
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["Ann: first", "re: Ann: first"]);
    }

    [Fact]
    public async Task Command_ThatIsNone_HasNoEffect()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("hello"));
        var first = await talk.HearReplyAsync();

        foreach (var text in new[] { null, "  ", "tell me a secret", "/etc/hosts" })
        {
            await agent.PressAsync(Press.On(first.Id, ActionKind.Command, text: text));
        }

        agent.Logged(405).Count(line => line.EndsWith("its text is no command", StringComparison.Ordinal)).ShouldBe(4);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox")).ShouldBe([1]);
    }
}
