using System.Text;
using System.Text.Json;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;

namespace PicoClaw.Agent.Tests.Intake;

/// <summary>What the mailbox cannot take is kept, told and taken later.</summary>
public abstract class MalformedTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task PutAsync_ConversationAndRouteAreKnown_TheSenderIsToldOnce()
    {
        var agent = await Folder.OpenAsync();
        var malformed = Of(Said.Direct("你好"), "it broke");

        await Store(agent).PutAsync(malformed, Cancel);
        await Store(agent).PutAsync(malformed, Cancel);

        var told = await ReplyAsync();
        told.Content.ShouldBe(new MarkdownContent { Text = Phrases.NotTaken.Chinese });
        (told.Conversation, told.ReplyRoute, told.Sequence).ShouldBe((Said.Direct("").Conversation, Said.Direct("你好").ReplyRoute, 1));
        Folder.Sender.Tried.TryRead(out _).ShouldBeFalse();
        var letter = (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();
        (letter.Kind, letter.Attempts, letter.Conversation, letter.Reason).ShouldBe(
            (DeadLetterKind.Malformed, 2, "sample:main:cidOne", "agent-intake: it broke"));
    }

    [Theory]
    [InlineData("{ no json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"message":{"conversation":{"channel":"x"},"replyRoute":7}}""")]
    public async Task PutAsync_NobodyCanBeTold_IsKeptAndCannotBeTakenEither(string body)
    {
        var agent = await Folder.OpenAsync();

        await Store(agent).PutAsync(MalformedMessage.Of("agent-intake", "bad", Encoding.UTF8.GetBytes(body)), Cancel);

        Folder.Sender.Tried.TryRead(out _).ShouldBeFalse();
        var letter = (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();
        (await Letters(agent).ReplayAsync(letter.Kind, letter.Id, Cancel)).Problem.ShouldNotBeNull().ShouldContain("cannot read it either");
        (await Letters(agent).PurgeAsync(letter.Kind, letter.Id, Cancel)).ShouldBeTrue();
        (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReplayAsync_Readable_IsAnsweredOnceEvenIfItWasAnsweredMeanwhile()
    {
        var agent = await Folder.StartAsync();
        var (early, late) = (Said.Direct("early"), Said.Direct("late", second: 1));
        await agent.PutAsync(early);
        Text(await ReplyAsync()).ShouldBe("re: early");
        foreach (var message in new[] { early, late })
        {
            await Store(agent).PutAsync(Of(message, "it broke"), Cancel);
            Text(await ReplyAsync()).ShouldBe(Phrases.NotTaken.English);
        }

        foreach (var letter in await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel))
        {
            (await Letters(agent).ReplayAsync(letter.Kind, letter.Id, Cancel)).ShouldBe(ReplayResult.Done);
        }

        // The stored reply again, under its id, and one new answer.
        string[] heard = [Text(await ReplyAsync()), Text(await ReplyAsync())];
        heard.ShouldBe(["re: early", "re: late"], ignoreOrder: true);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn")).ShouldBe([2]);
        (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReplayAsync_Press_IsListedOnceAndTakenByItsOwnDoor()
    {
        Folder.Settings["Accounts:main:Feedback"] = "links";
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var message = Press.On((await ReplyAsync()).Id, ActionKind.FeedbackDown);

        await Store(agent).PutAsync(
            MalformedMessage.Of(
                "agent-actions", "it broke", JsonSerializer.SerializeToUtf8Bytes(new { message }, SystemTextJsonMessageSerializer.Options)),
            Cancel);

        Folder.Sender.Tried.TryRead(out _).ShouldBeFalse();
        var letter = (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();
        letter.Reason.ShouldBe("agent-actions: it broke");
        (await Letters(agent).ReplayAsync(letter.Kind, letter.Id, Cancel)).ShouldBe(ReplayResult.Done);
        (await agent.QueryAsync<string>("SELECT verdict FROM feedback")).ShouldBe(["down"]);
        (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FindAsync_BodyWithASession_ShowsNoSecret()
    {
        var agent = await Folder.OpenAsync();
        const string body =
            """
            {"message":{"text":"hello","replyRoute":{"address":"https://oapi/send?session=abc123"},"other":"https://h/x?access_token=abc123 amqp://u:abc123@h"
            """;

        await Store(agent).PutAsync(MalformedMessage.Of("agent-intake", "no: https://oapi/send?session=abc123", Encoding.UTF8.GetBytes(body)), Cancel);

        var letter = (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();
        letter.Reason.ShouldNotContain("abc123");
        var shown = (await Letters(agent).FindAsync(letter.Kind, letter.Id, Cancel)).ShouldNotBeNull().Text;
        shown.ShouldContain("hello");
        shown.ShouldNotContain("abc123");
    }

    private static MalformedMessage Of(MessageReceived message, string reason) => MalformedMessage.Of(
        "agent-intake", reason, JsonSerializer.SerializeToUtf8Bytes(new { message }, SystemTextJsonMessageSerializer.Options));

    private static IMalformedStore Store(AgentProcess agent) => agent.Services.GetRequiredService<IMalformedStore>();

    private static IDeadLetters Letters(AgentProcess agent) => agent.Services.GetRequiredService<IDeadLetters>();
}
