using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Chat;

public sealed class PayloadTests
{
    [Fact]
    public async Task Direct_Defaults_MatchDingTalk()
    {
        var (emulator, data) = await PushedAsync(new JsonObject { ["text"] = "hello" });

        ((string)data["conversationType"]!, (string)data["msgtype"]!, (string)data["text"]!["content"]!).ShouldBe(("1", "text", "hello"));
        ((string)data["senderStaffId"]!, (string)data["senderNick"]!, (string)data["robotCode"]!, (string)data["senderCorpId"]!)
            .ShouldBe(("demo-user", "Demo", "dingdemo", "dingcorpdemo"));
        ((string)data["conversationId"]!).ShouldMatch("^cid.{22}==$");
        ((string)data["senderId"]!).ShouldStartWith("$:LWCP_v1:$");
        ((string)data["chatbotUserId"]!).ShouldStartWith("$:LWCP_v1:$");
        ((long)data["createAt"]!).ShouldBe(emulator.Time.GetUtcNow().ToUnixTimeMilliseconds());
        ((long)data["sessionWebhookExpiredTime"]! - (long)data["createAt"]!).ShouldBe(5_400_000);
        ((string)data["sessionWebhook"]!).ShouldStartWith($"{emulator.Address}robot/sendBySession?session=");
        data.AsObject().Select(field => field.Key)
            .ShouldNotContain(key => key == "isInAtList" || key == "atUsers" || key == "conversationTitle");
    }

    [Fact]
    public async Task Direct_Conversation_IsOnePerAppAndSender()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        async Task<string> Id(string app, string sender) =>
            (string)(await emulator.TellAsync("x", new JsonObject { ["app"] = app, ["senderStaffId"] = sender }))["conversationId"]!;

        var ids = new[] { await Id("dingdemo", "a"), await Id("dingdemo", "b"), await Id("dingtwo", "a") };

        ids.Distinct().Count().ShouldBe(3);
        (await Id("dingdemo", "a")).ShouldBe(ids[0]);
    }

    [Fact]
    public async Task Group_Mentioned_HasTheMentionAndALeadingBlank()
    {
        var (_, data) = await PushedAsync(new JsonObject { ["text"] = "hello", ["conversationType"] = "2", ["conversationTitle"] = "Ops" });

        ((string)data["conversationId"]!, (string)data["conversationTitle"]!).ShouldBe(("cidDemoGroup==", "Ops"));
        ((bool)data["isInAtList"]!, (string)data["text"]!["content"]!).ShouldBe((true, " hello"));
        ((string)data["atUsers"]![0]!["dingtalkId"]!).ShouldBe((string)data["chatbotUserId"]!);
    }

    [Fact]
    public async Task Group_NotMentioned_HasNone()
    {
        var (_, data) = await PushedAsync(new JsonObject { ["text"] = "hello", ["conversationType"] = "2", ["mention"] = false });

        ((bool)data["isInAtList"]!, (string)data["text"]!["content"]!).ShouldBe((false, "hello"));
        data["atUsers"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Payload_ReplacesAtTheTop_NullRemoves()
    {
        var (_, data) = await PushedAsync(new JsonObject
        {
            ["payload"] = new JsonObject
            {
                ["msgtype"] = "picture",
                ["content"] = new JsonObject { ["downloadCode"] = "dc" },
                ["text"] = null,
                ["senderStaffId"] = null,
                ["new"] = 1,
                ["msgId"] = "mine",
            },
        });

        ((string)data["msgtype"]!, (string)data["content"]!["downloadCode"]!, (int)data["new"]!, (string)data["msgId"]!)
            .ShouldBe(("picture", "dc", 1, "mine"));
        data.AsObject().ShouldNotContainKey("text");
        data.AsObject().ShouldNotContainKey("senderStaffId");
    }

    [Fact]
    public async Task Text_Of200Kilobytes_ArrivesWhole()
    {
        var text = new string('龙', 70_000);

        var (_, data) = await PushedAsync(new JsonObject { ["text"] = text });

        ((string)data["text"]!["content"]!).ShouldBe(text);
    }

    [Fact]
    public async Task Webhook_ClientInAContainerNetwork_HasTheClientsHost()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.AllowedHosts = ["emulator"]);
        var opened = (await emulator.OpenAsync(TestBot.OpenBody())).Json;
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Host", "emulator:8080");
        await socket.ConnectAsync(TestBot.Url(opened), TestEmulator.Stop);
        await emulator.TellAsync("hi");
        var buffer = new byte[8192];
        var part = await socket.ReceiveAsync(buffer, TestEmulator.Stop);

        var data = TestBot.Data(JsonNode.Parse(buffer.AsSpan(0, part.Count))!);

        ((string)data["sessionWebhook"]!).ShouldStartWith("http://emulator:8080/robot/sendBySession?session=");
    }

    private static async Task<(TestEmulator Emulator, JsonNode Data)> PushedAsync(JsonObject said)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        said["waitSeconds"] = 0;
        await emulator.SayAsync(said);
        return (emulator, TestBot.Data(await bot.ReceiveAsync()));
    }
}
