using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Cards;

public sealed class CardDeliveryTests
{
    [Fact]
    public async Task CreateAndDeliver_ToAUser_LandsInTheirConversation()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var said = await emulator.TellAsync("hi", new JsonObject { ["senderStaffId"] = "u1" });
        var bot = new CardBot(emulator);

        var answer = await bot.CallAsync(HttpMethod.Post, $"{CardBot.Instances}/createAndDeliver", """
            {"cardTemplateId":"t.schema","outTrackId":"trk-1","cardData":{"cardParamMap":{"content":"hello"}},
             "openSpaceId":"dtv1.card//IM_ROBOT.u1","imRobotOpenSpaceModel":{},"imRobotOpenDeliverModel":{"spaceType":"IM_ROBOT"} }
            """);

        answer.Status.ShouldBe(200, answer.Body);
        ((bool)answer.Json["success"]!, (string)answer.Json["result"]!["outTrackId"]!).ShouldBe((true, "trk-1"));
        var item = answer.Json["result"]!["deliverResults"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)item["spaceId"]!, (string)item["spaceType"]!, (bool)item["success"]!).ShouldBe(("u1", "IM_ROBOT", true));
        var shown = await bot.ShownAsync();
        ((string)shown["conversationId"]!, (string)shown["text"]!, (string)shown["userIds"]![0]!)
            .ShouldBe(((string)said["conversationId"]!, "hello", "u1"));
    }

    [Fact]
    public async Task Deliver_SeveralSpaces_EachHasItsOwnOutcome()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();

        var answer = await bot.DeliverAsync(space: "IM_GROUP.cidDemoGroup==;IM_GROUP.ciddemogroup==;IM_ROBOT.u1;COFEED.x");

        answer.Status.ShouldBe(200);
        answer.Json["result"]!.AsArray().Select(one => (bool)one!["success"]!).ShouldBe([true, false, true, false]);
        answer.Json["result"]!.AsArray()
            .ShouldAllBe(
                one => (bool)one!["success"]! == (one["carrierId"] != null) && (bool)one["success"]! == ((string)one["errorMsg"]! == ""));
        await bot.StreamAsync("both");
        (await emulator.TranscriptAsync())["replies"]!.AsArray().Select(one => (string)one!["text"]!).ShouldBe(["both", "both"]);
        var figures = (await emulator.StatsAsync())["cards"]!;
        ((int)figures["delivered"]!, (int)figures["undelivered"]!).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData("IM_GROUP.cidDemoGroup==")]
    [InlineData("IM_ROBOT.u1")]
    public async Task Deliver_ByAnotherRobot_Fails(string space)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();

        var item = (await bot.DeliverAsync(space: space, robot: "dingtwo")).Json["result"]![0]!;

        ((bool)item["success"]!, (string)item["errorMsg"]!)
            .ShouldBe((false, $"im{(space[3] == 'G' ? "Group" : "Robot")}OpenDeliverModel.robotCode is not the robot of this app"));
        (await emulator.TranscriptAsync())["replies"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Deliver_ToTheTopOfAGroup_IsShownThere_AndHasNoKey()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync(data: """{"title":"Deploying"}""");
        const string body =
            """{"outTrackId":"trk-1","openSpaceId":"dtv1.card//ONE_BOX.cidDemoGroup==","topOpenDeliverModel":"""
            + """{"expiredTimeMillis":1770000000000,"platforms":["ios"]}}""";

        var item = (await bot.CallAsync(HttpMethod.Post, $"{CardBot.Instances}/deliver", body)).Json["result"]!.AsArray()
            .ShouldHaveSingleItem()!;

        item.ToJsonString().ShouldBe("""{"spaceId":"cidDemoGroup==","spaceType":"ONE_BOX","success":true,"errorMsg":""}""");
        var shown = await bot.ShownAsync();
        ((string)shown["space"]!, (string)shown["text"]!, (string)shown["conversationId"]!)
            .ShouldBe(("ONE_BOX", "Deploying", "cidDemoGroup=="));
    }

    [Theory]
    [InlineData("""{"outTrackId":"trk-1","imGroupOpenSpaceModel":{"lastMessageI18n":{"ZH_CN":"完成"}}}""", 200, null)]
    [InlineData("""{"outTrackId":"trk-1"}""", 400, "param.openSpaceModelInvalid")]
    [InlineData("""{"outTrackId":"none","imGroupOpenSpaceModel":{}}""", 400, "param.cardNotExist")]
    [InlineData("""{"imGroupOpenSpaceModel":{}}""", 400, "param.outTrackIdEmpty")]
    public async Task Spaces_OfACard_AreAccepted(string body, int status, string? code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();

        var answer = await bot.CallAsync(HttpMethod.Put, $"{CardBot.Instances}/spaces", body);

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Body);
    }

    [Theory]
    [InlineData("IM_ROBOT.$:LWCP_v1:$aBcD1234==")]
    [InlineData("IM_ROBOT.cidQ2dEMo1VabCdEfGh0123456789==")]
    public async Task Deliver_InvalidUser_IsIllegal(string space)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();

        var answer = await bot.DeliverAsync(space: space);

        var item = answer.Json["result"]!.AsArray().ShouldHaveSingleItem()!;
        (answer.Status, (bool)item["success"]!, (string)item["errorMsg"]!).ShouldBe((200, false, "spaceId is illegal"));
    }

    [Fact]
    public async Task UndeliverableSpaces_Count_FailsThoseItems()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await emulator.FaultAsync("""{"undeliverableSpaces":["u1"],"count":1}""");

        (await bot.DeliverAsync(space: "IM_ROBOT.u2")).Json["result"]![0]!["success"]!.GetValue<bool>().ShouldBeTrue();
        (await bot.DeliverAsync(space: "IM_ROBOT.u2;IM_ROBOT.u1")).Json["result"]!.AsArray()
            .Select(one => (bool)one!["success"]!).ShouldBe([true, false]);
        (await bot.DeliverAsync(space: "IM_ROBOT.u1")).Json["result"]![0]!["success"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("POST", "", """{"outTrackId":"new","cardData":{}}""", "param.cardTemplateIdEmpty")]
    [InlineData("POST", "", """{"cardTemplateId":"t"}""", "param.outTrackIdEmpty")]
    [InlineData(
        "POST",
        "",
        """{"cardTemplateId":"t","outTrackId":"12345678901234567890123456789012345678901234567890123456789012345","cardData":{}}""",
        "param.invalid")]
    [InlineData("POST", "", """{"cardTemplateId":"t","outTrackId":"new","cardData":{"cardParamMap":{"n":1}}}""", "param.invalid")]
    [InlineData("POST", "", """{"cardTemplateId":"t","outTrackId":"trk-1","cardData":{}}""", "param.cardAlreadyExist")]
    [InlineData("POST", "/deliver", """{"outTrackId":"trk-1"}""", "param.openSpaceIdEmpty")]
    [InlineData("POST", "/deliver", """{"outTrackId":"trk-1","openSpaceId":"IM_GROUP.cid"}""", "param.openSpaceIdInvalid")]
    [InlineData("POST", "/deliver", """{"outTrackId":"trk-1","openSpaceId":"dtv1.card//IM_GROUP"}""", "param.openSpaceIdInvalid")]
    [InlineData("POST", "/deliver", """{"outTrackId":"none","openSpaceId":"dtv1.card//IM_ROBOT.u1"}""", "param.cardNotExist")]
    [InlineData("POST", "/createAndDeliver", """{"cardTemplateId":"t","outTrackId":"new"}""", "MissingopenSpaceId")]
    [InlineData("POST", "/createAndDeliver", """{"outTrackId":"new","conversationType":1,"receiverUserIdList":["u1"]}""", "MissingopenSpaceId")]
    [InlineData(
        "POST", "/createAndDeliver",
        """{"cardTemplateId":"t","outTrackId":"new","cardData":{},"openSpaceId":"dtv1.card//IM_ROBOT.u1","imRobotOpenDeliverModel":"x"}""",
        "param.openDeliverModelError")]
    [InlineData("POST", "", """{"cardTemplateId":"t","outTrackId":"new","cardData":{},"imGroupOpenSpaceModel":1}""", "param.openSpaceModelInvalid")]
    [InlineData(
        "POST", "", """{"cardTemplateId":"t","outTrackId":"new","cardData":{},"cardAtUserIds":["$:LWCP_v1:$aBcD1234=="]}""", "param.userIdNotExist")]
    [InlineData("PUT", "", """{"outTrackId":"none"}""", "param.cardNotExist")]
    [InlineData("PUT", "", """{"outTrackId":"trk-1","cardData":{"cardParamMap":{"n":null}}}""", "param.invalid")]
    [InlineData("POST", "", "{}", "param.empty")]
    [InlineData("POST", "", """{"cardTemplateId":"t","outTrackId":"new"}""", "param.cardPublicDataEmpty")]
    public async Task Instances_BadBody_IsRefused_AndChangesNothing(string method, string path, string body, string code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();

        var answer = await bot.CallAsync(new HttpMethod(method), $"{CardBot.Instances}{path}", body);

        (answer.Status, answer.Code).ShouldBe((400, code), answer.Body);
        (await bot.CreateAsync("new")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"guid":"g","key":"content","content":"x","isFull":true}""", "param.outTrackIdEmpty")]
    [InlineData("""{"outTrackId":"trk-1","key":"content","content":"x","isFull":true}""", "param.stream.guidEmpty")]
    [InlineData("""{"outTrackId":"trk-1","guid":"g","content":"x","isFull":true}""", "param.stream.keyEmpty")]
    [InlineData("""{"outTrackId":"trk-1","guid":"g","key":"content","isFull":true}""", "param.stream.contentEmpty")]
    [InlineData("""{"outTrackId":"trk-1","guid":"g","key":"content","content":"x"}""", "param.stream.isFull")]
    [InlineData("""{"outTrackId":"trk-1","guid":"g","key":"content","content":"x","isFull":"yes"}""", "param.invalid")]
    [InlineData("""{"outTrackId":"none","guid":"g","key":"content","content":"x","isFull":true}""", "param.stream.outTrackId")]
    [InlineData("""{"outTrackId":"trk-1","guid":"g","key":"content","content":"","isFull":true}""", null)]
    public async Task Streaming_Body_IsChecked(string body, string? code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();

        var answer = await bot.CallAsync(HttpMethod.Put, CardBot.Streaming, body);

        (answer.Status, answer.Code).ShouldBe((code is null ? 200 : 400, code), answer.Body);
    }

    [Fact]
    public async Task Streaming_WithoutEnd_IsBounded()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        (await bot.StreamAsync(new string('x', 150_000), full: false)).Status.ShouldBe(200);

        var answer = await bot.StreamAsync(new string('x', 60_000), full: false);

        (answer.Status, answer.Code).ShouldBe((400, "param.stream.content"));
    }

    [Fact]
    public async Task BadToken_Is400()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.PostAsync(CardBot.Instances, new JsonObject(), ("x-acs-dingtalk-access-token", "old"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Cards_OfAnotherApp_AreUnknown()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        await new CardBot(emulator).CreateAsync();
        var token = await emulator.TokenAsync("dingtwo", "second-secret");

        var answer = await emulator.SendAsync(
            HttpMethod.Put, CardBot.Instances, new StringContent("""{"outTrackId":"trk-1"}"""), ("x-acs-dingtalk-access-token", token));

        answer.Status.ShouldBe(400);
    }
}
