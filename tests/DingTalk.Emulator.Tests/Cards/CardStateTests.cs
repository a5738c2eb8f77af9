using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Cards;

// What people see of a card besides its text.
public sealed class CardStateTests
{
    [Fact]
    public async Task State_FollowsTheCard()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);

        (await StateAsync(bot)).ShouldBe("processing");
        await bot.StreamAsync("a");
        (await StateAsync(bot)).ShouldBe("inputting");
        await bot.UpdateAsync("""{"flowStatus":"4"}""");
        (await StateAsync(bot)).ShouldBe("executing");
        await bot.StreamAsync("ab", last: true);
        (await StateAsync(bot)).ShouldBe("finished");
        await bot.UpdateAsync("""{"flowStatus":"5"}""");
        (await StateAsync(bot)).ShouldBe("failed");
    }

    [Fact]
    public async Task Open_CountsDeliveredCardsThatAreNotFinished_PerApp()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        var bot = await DeliveredAsync(emulator);
        await bot.CreateAsync("trk-2");
        await bot.CreateAsync("trk-3");
        await bot.DeliverAsync("trk-3");
        (await OpenAsync(emulator)).ShouldBe("""{"dingdemo":2}""");

        await bot.StreamAsync("all", last: true);
        await bot.StreamAsync("sorry", id: "trk-3", error: true);

        (await OpenAsync(emulator)).ShouldBe("{}");
    }

    [Fact]
    public async Task Question_IsWholeFromTheStart()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync(data: """{"question_title":"Really?","question_id":"q1","card_status":"pending"}""");

        await bot.DeliverAsync();

        ((string)(await bot.ShownAsync())["text"]!, await StateAsync(bot), await OpenAsync(emulator)).ShouldBe(("Really?", "finished", "{}"));
    }

    [Fact]
    public async Task Text_HasNoVariablesThatOnlyClientsRead()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);

        await bot.UpdateAsync("""{"title":"T","stop_action":"true","btns":"[]","sys_full_json_obj":"{}","config":"{}"}""");

        ((string)(await bot.ShownAsync())["text"]!).ShouldBe("T");
    }

    [Fact]
    public async Task CardAtUserIds_MentionThoseInTheText()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.TellAsync("hi", new JsonObject { ["conversationType"] = "2", ["senderStaffId"] = "u1" });
        var bot = new CardBot(emulator);
        var answer = await bot.CallAsync(HttpMethod.Post, $"{CardBot.Instances}/createAndDeliver", """
            {"cardTemplateId":"t.schema","outTrackId":"trk-1","cardData":{"cardParamMap":{}},"cardAtUserIds":["u1"],"imGroupOpenSpaceModel":{},
             "openSpaceId":"dtv1.card//IM_GROUP.cidDemoGroup==","imGroupOpenDeliverModel":{"robotCode":"dingdemo"} }
            """);
        answer.Status.ShouldBe(200, answer.Body);

        await bot.StreamAsync("<a atId=u1>Lin</a> and <a atId=u2>Zhang</a>", last: true);

        ((string)(await bot.ShownAsync())["atUserIds"]![0]!).ShouldBe("u1");
        using var events = await Chat.EventStream.OpenAsync(emulator);
        await events.NextAsync("message");
        ((string)(await events.NextAsync("message"))["html"]!).ShouldContain("<span class=\"at\">@Lin</span> and Zhang");
    }

    [Theory]
    [InlineData("\"callbackType\":\"STREAM\",", true)]
    [InlineData("", false)]
    [InlineData("\"callbackType\":\"stream\",", false)]
    public async Task Callbacks_AreAskedForInUpperCase(string callbackType, bool expected)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);

        await bot.CallAsync(
            HttpMethod.Post, CardBot.Instances,
            $$"""{ {{callbackType}}"cardTemplateId":"t","outTrackId":"trk-1","cardData":{},"imGroupOpenSpaceModel":{} }""");
        await bot.DeliverAsync();

        ((bool)(await bot.ShownAsync())["card"]!["callbacks"]!).ShouldBe(expected);
    }

    private static async Task<string> StateAsync(CardBot bot) => (string)(await bot.ShownAsync())["card"]!["state"]!;

    private static async Task<string> OpenAsync(TestEmulator emulator) => (await emulator.StatsAsync())["cards"]!["open"]!.ToJsonString();

    private static async Task<CardBot> DeliveredAsync(TestEmulator emulator)
    {
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync();
        return bot;
    }
}
