using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Chat;

public sealed class SayTests
{
    [Fact]
    public async Task Say_AckAndReply_AreReturned()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "hello" });
        var frame = await bot.ReceiveAsync();
        emulator.Time.Advance(TimeSpan.FromMilliseconds(40));
        await bot.AckAsync(frame);
        await bot.ReplyAsync(frame, "**hi**", "Hi");

        var answer = await saying;

        ((string)answer["msgId"]!).ShouldBe((string)TestBot.Data(frame)["msgId"]!);
        ((bool)answer["acked"]!, (int)answer["ackCode"]!, (double)answer["ackMs"]!).ShouldBe((true, 200, 40));
        var reply = answer["replies"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)reply["via"]!, (string)reply["title"]!, (string)reply["text"]!, (string)reply["app"]!)
            .ShouldBe(("webhook", "Hi", "**hi**", "dingdemo"));
        ((DateTimeOffset)reply["receivedAt"]!).ShouldBe(emulator.Time.GetUtcNow());
    }

    [Fact]
    public async Task Say_ReplyOvertakesTheAck_StillAcked()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "hello" });
        var frame = await bot.ReceiveAsync();
        await bot.ReplyAsync(frame, "first the reply");
        await bot.AckAsync(frame);

        ((bool)(await saying)["acked"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Say_ReplyButNoAck_WaitsBrieflyForTheAck()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "hello", ["waitSeconds"] = 3000 });
        await bot.ReplyAsync(await bot.ReceiveAsync(), "the ack is withheld");
        for (var waited = 0; waited < 1000 && !saying.IsCompleted; waited += 2)
        {
            emulator.Time.Advance(TimeSpan.FromSeconds(2));
            await emulator.StatsAsync();
        }

        var answer = await saying;
        ((bool)answer["acked"]!, answer["replies"]!.AsArray().Count).ShouldBe((false, 1));
    }

    [Fact]
    public async Task Say_WaitOver_ReturnsWhatHasArrived()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "hello", ["waitSeconds"] = 5, ["replies"] = 2 });
        await bot.ReplyAsync(await bot.ReceiveAsync(), "one of two");
        emulator.Time.Advance(TimeSpan.FromSeconds(4.9));
        saying.IsCompleted.ShouldBeFalse();
        emulator.Time.Advance(TimeSpan.FromSeconds(0.1));

        var answer = await saying;

        ((bool)answer["acked"]!, answer["ackMs"]).ShouldBe((false, null));
        answer["replies"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Say_SeveralReplies_WaitsForAll()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "hello", ["replies"] = 2 });
        var frame = await bot.ReceiveAsync();
        await bot.AckAsync(frame);
        await bot.ReplyAsync(frame, "one");
        await bot.ReplyAsync(frame, "two");

        (await saying)["replies"]!.AsArray().Select(reply => (string)reply!["text"]!).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Say_NoReplyWanted_ReturnsUponTheAck()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "hello", ["replies"] = 0 });
        await bot.AckAsync(await bot.ReceiveAsync());

        ((bool)(await saying)["acked"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Say_RepliesToOthersAndEarlierOnes_DoNotCount()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("earlier");
        await emulator.TellAsync("elsewhere", new JsonObject { ["senderStaffId"] = "other" });
        var (earlier, elsewhere) = (await bot.ReceiveAsync(), await bot.ReceiveAsync());
        await bot.ReplyAsync(earlier, "too early");
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "now" });
        var frame = await bot.ReceiveAsync();
        await bot.AckAsync(frame);
        await bot.ReplyAsync(elsewhere, "not here");
        await bot.ReplyAsync(frame, "mine");

        (await saying)["replies"]!.AsArray().Select(reply => (string)reply!["text"]!).ShouldBe(["mine"]);
    }

    [Fact]
    public async Task Say_ReplyWhileItStillWaitsForAConnection_DoesNotCount()
    {
        await using var emulator = await TestEmulator.StartAsync();
        string webhook;
        await using (var gone = await TestBot.ConnectAsync(emulator))
        {
            await emulator.TellAsync("earlier");
            var frame = await gone.ReceiveAsync();
            await gone.AckAsync(frame);
            webhook = TestBot.Webhook(frame);
        }

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "now" });
        await emulator.UntilAsync(stats => (int)stats["waitingForLink"]! == 1);
        await emulator.PostTextAsync(webhook, """{"msgtype":"text","text":{"content":"to the earlier one"}}""");
        await using var bot = await TestBot.ConnectAsync(emulator);
        var second = await bot.ReceiveAsync();
        await bot.AckAsync(second);
        await bot.ReplyAsync(second, "to this one");

        (await saying)["replies"]!.AsArray().Select(reply => (string)reply!["text"]!).ShouldBe(["to this one"]);
    }

    [Fact]
    public async Task Say_ToAnApp_ListensToThatAppOnly()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        await using var one = await TestBot.ConnectAsync(emulator);
        await using var two = await TestBot.ConnectAsync(emulator, "dingtwo", "second-secret");
        await emulator.TellAsync("to one", new JsonObject { ["conversationType"] = "2" });
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "to two", ["app"] = "dingtwo", ["conversationType"] = "2" });
        var frame = await two.ReceiveAsync();
        await two.AckAsync(frame);
        await one.ReplyAsync(await one.ReceiveAsync(), "of one");
        await two.ReplyAsync(frame, "of two");

        (await saying)["replies"]!.AsArray()
            .Select(reply => ((string)reply!["app"]!, (string)reply["text"]!)).ShouldBe([("dingtwo", "of two")]);
    }

    [Fact]
    public async Task Say_300AtOnce_EachGetsItsOwnReply()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var says = Enumerable.Range(0, 300)
            .Select(n => emulator.SayAsync(new JsonObject { ["text"] = $"token {n}", ["senderStaffId"] = $"u{n}" })).ToList();
        var replies = new List<Task>();
        for (var n = 0; n < says.Count; n++)
        {
            var frame = await bot.ReceiveAsync();
            await bot.AckAsync(frame);
            replies.Add(bot.ReplyAsync(frame, TestBot.Text(frame)));
        }

        await Task.WhenAll(replies);
        var answers = await Task.WhenAll(says);

        answers.Select(answer => (string)answer["replies"]![0]!["text"]!).ShouldBe(Enumerable.Range(0, 300).Select(n => $"token {n}"));
        answers.ShouldAllBe(answer => (bool)answer["acked"]!);
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("7", "object")]
    [InlineData("{}", "text")]
    [InlineData("""{"text":7}""", "text")]
    [InlineData("""{"text":""}""", "text")]
    [InlineData("""{"text":"x","conversationType":2}""", "conversationType")]
    [InlineData("""{"text":"x","conversationType":"3"}""", "conversationType")]
    [InlineData("""{"text":"x","mention":"yes","conversationType":"2"}""", "mention")]
    [InlineData("""{"text":"x","payload":[]}""", "payload")]
    [InlineData("""{"text":"x","waitSeconds":-1}""", "waitSeconds")]
    [InlineData("""{"text":"x","replies":1.5}""", "replies")]
    [InlineData("""{"text":"x","senderNick":{}}""", "senderNick")]
    [InlineData("""{"text":"x","typo":1}""", "typo")]
    [InlineData("""{"text":"x","text":"y"}""", "JSON")]
    [InlineData("""{"text":"\udc00"}""", "surrogate")]
    public async Task Say_BadInput_Is400WithASentence(string body, string named)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync("/emulator/say", body);

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!).ShouldContain(named);
        (await emulator.TranscriptAsync())["pushes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Say_UnknownApp_Is400NamingTheKnownOnes()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);

        var answer = await emulator.PostTextAsync("/emulator/say", """{"text":"x","app":"dingthree"}""");

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!).ShouldContain("dingdemo, dingtwo");
    }

    [Fact]
    public async Task Say_NotJson_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.PostTextAsync("/emulator/say", """{"text":"x"}""", "text/plain")).Status.ShouldBe(415);
    }

    [Fact]
    public async Task Say_TooManyUnacked_Is503()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.PendingCapacity = 2);
        await emulator.TellAsync("one");
        await emulator.TellAsync("two");

        var answer = await emulator.PostTextAsync("/emulator/say", """{"text":"x","waitSeconds":0}""");

        answer.Status.ShouldBe(503);
        ((string)answer.Json["error"]!).ShouldContain("dingdemo");
    }

    [Fact]
    public async Task Stop_WhileASayWaits_DoesNotHang()
    {
        var emulator = await TestEmulator.StartAsync();
        var saying = emulator.TellAsync("hello", null);
        await saying;
        var waiting = emulator.PostAsync("/emulator/say", new JsonObject { ["text"] = "x", ["waitSeconds"] = 3000 });
        await emulator.UntilAsync(stats => (int)stats["waitingForLink"]! == 2);

        var stopping = emulator.StopHostAsync();

        (await waiting).Status.ShouldBe(200);
        await stopping;
        await emulator.DisposeAsync();
    }
}
