using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Golden;

// SYSTEM, EVENT, cards, other callbacks, and the samples that leave fields out (docs/dingtalk-protocol.md 2.1 and 2.3).
internal static class ExpectedFrames
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Dictionary<string, Action<StreamFrame>> All = new()
    {
        ["system-ping"] = frame => ShouldBe(frame, "SYSTEM", "ping", """{"opaque":"c0ffee-1"}"""),
        ["system-disconnect"] = frame => ShouldBe(frame, "SYSTEM", "disconnect", """{"reason":"persistent connection is timeout"}"""),
        ["system-connected"] = frame => ShouldBe(frame, "SYSTEM", "CONNECTED", "{}"),
        ["system-registered"] = frame => ShouldBe(frame, "SYSTEM", "REGISTERED", "{}"),
        ["system-keepalive"] = frame =>
        {
            (frame.Type, frame.Headers.Topic, frame.Data).ShouldBe(("SYSTEM", "KEEPALIVE", "{}"));
            frame.Headers.Time.ShouldBe(Now.AddSeconds(30));
        },
        ["callback-graph"] = frame =>
            ShouldBe(
                frame, "CALLBACK", "/v1.0/graph/api/invoke",
                """{"requestLine":{"method":"GET","uri":"/weather?city=x"},"headers":{},"body":"{}"}"""),
        ["callback-dynamicData"] = frame => ShouldBe(frame, "CALLBACK", "/v1.0/card/dynamicData/get",
            """{"type":"dynamicDataCallback","corpId":"dingcorpdemo","userId":"demo-user","outTrackId":"trk-1","content":"{"""
            + """\"dynamicDataSourceQueryRequests\":[{\"dynamicDataSourceId\":\"ds-1\"}]}"}"""),
        ["callback-delegate"] = frame => ShouldBe(
            frame, "CALLBACK", "/v1.0/im/bot/messages/delegate",
            """{"msgtype":"text","text":{"content":"hi"},"hostingContext":{"userId":"u1","nick":"Li Lei"}"""
            + ""","conversationMsgContext":[{"readStatus":"READ","senderUserId":"u2","sendTime":1769900000001}]}"""),
        ["card-callback"] = Card,
        ["event"] = frame =>
        {
            ShouldBe(frame, "EVENT", "*", """{"timeStamp":1769900000001,"userId":["0123456789"]}""");
            ShouldHappen(frame, Now);
        },
        ["sample-event-header"] = frame =>
        {
            (frame.Type, frame.Headers.Topic, frame.Headers.MessageId, frame.Headers.Time, frame.Data)
                .ShouldBe(("EVENT", "*", "e1", null, """{"userId":["0123456789"]}"""));
            ShouldHappen(frame, DateTimeOffset.FromUnixTimeMilliseconds(1769900000001));
        },
        ["sample-ping"] = frame =>
            (frame.Type, frame.Headers.Topic, frame.Headers.MessageId, frame.Headers.Time, frame.Data)
                .ShouldBe(("SYSTEM", "ping", "p1", null, """{"opaque":"c0ffee-1"}""")),
        ["sample-disconnect"] = frame =>
            (frame.Type, frame.Headers.Topic, frame.Headers.MessageId, frame.Headers.AppId, frame.Data)
                .ShouldBe(("SYSTEM", "disconnect", "", null, """{"reason":"connection is expired"}""")),
        ["sample-unknown-type"] = frame =>
            (frame.Type, frame.Headers.Topic, frame.Headers.MessageId, frame.Headers.Time).ShouldBe(("NOVELTY", "x", "n1", Now)),
        ["sample-header-case"] = frame =>
        {
            (frame.Headers.Topic, frame.Headers.MessageId, frame.Headers.Time).ShouldBe((Topics.BotMessage, "m1", Now));
            BotMessage.Parse(frame).ShouldSatisfyAllConditions(
                message => message.MessageId.ShouldBe("m1"),
                message => message.Content.ShouldBe(new TextContent("hi")),
                message => message.SessionWebhook.ShouldBeNull());
        },
    };

    private static void Card(StreamFrame frame)
    {
        (frame.Type, frame.Headers.Topic).ShouldBe(("CALLBACK", Topics.CardCallback));
        var callback = CardCallback.Parse(frame);
        (callback.Type, callback.OutTrackId, callback.CorpId, callback.UserId, callback.UserIdType)
            .ShouldBe(("actionCallback", "trk-1", "dingcorpdemo", "demo-user", "1"));
        (callback.SpaceId, callback.SpaceType, callback.Extension).ShouldBe(("cidDemoGroup==", "im", "{}"));
        callback.ActionIds.ShouldBe(["a1"]);
        callback.Parameters.ShouldBe(new Dictionary<string, string> { ["x"] = "y" });
        callback.Content.ShouldBe("""{"cardPrivateData":{"actionIds":["a1"],"params":{"x":"y"}}}""");
    }

    private static void ShouldHappen(StreamFrame frame, DateTimeOffset at)
    {
        var happened = StreamEvent.From(frame);
        (happened.EventId, happened.EventType, happened.BornAt, happened.CorpId, happened.UnifiedAppId, happened.Data)
            .ShouldBe(("evt-1", "user_add_org", at, "dingcorpdemo", "unified-dingdemo", frame.Data));
    }

    private static void ShouldBe(StreamFrame frame, string type, string topic, string data)
    {
        (frame.Type, frame.Headers.Topic, frame.Data).ShouldBe((type, topic, data));
        (frame.Headers.MessageId, frame.Headers.Time).ShouldBe(("21aa01bb_1f2_19c0ffee123_4d2e1", Now));
        (frame.Headers.AppId, frame.Headers.ConnectionId)
            .ShouldBe(("3b2e9787-1e91-2f13-2651-8911490fb4e4", "7d20aa10-fe01-11f0-9a9a-0e0e0e0e0e0e"));
    }
}
