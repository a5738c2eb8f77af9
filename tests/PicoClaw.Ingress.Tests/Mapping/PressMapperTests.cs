using System.Text.Json;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Mapping;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Mapping;

public sealed class PressMapperTests
{
    [Fact]
    public void TryMap_Stop_IsAnActionOfTheOneWhoPressed()
    {
        var action = Map(Pressed.Stop());

        action.ShouldBe(new ActionReceived
        {
            Id = DeterministicId.From("action", "dingtalk", "main", "frame1"),
            Channel = "dingtalk",
            Account = "main",
            ReplyId = Pressed.ReplyId,
            Sender = new Sender { Id = "Manager01" },
            Kind = ActionKind.Stop,
            ReceivedAt = Heard.Now,
        });
        Map(Pressed.Stop(messageId: "frame2")).Id.ShouldNotBe(action.Id);
    }

    [Theory]
    [InlineData("""{"x":1}""", "btn_stop", ActionKind.Stop, null)]
    [InlineData("""{"actionId":"stop"}""", "a1", ActionKind.Stop, null)]
    [InlineData("""{"action":"stop"}""", "a1", ActionKind.Stop, null)]
    [InlineData("""{"action":"like"}""", "feedback", ActionKind.FeedbackUp, null)]
    [InlineData("""{"action":"dislike","feedbacks":{"index":2},"input":"half of it"}""", "feedback", ActionKind.FeedbackDown, "#2 half of it")]
    [InlineData("""{"action":"dislike","feedbacks":{"index":[0,2],"value":["不准确","太长"]}}""", "feedback", ActionKind.FeedbackDown, "不准确 太长")]
    [InlineData("""{"action":"dislike","feedbacks":"{no json","input":"x\n\u0000y"}""", "feedback", ActionKind.FeedbackDown, "x y")]
    [InlineData("""{"action":"dislike","feedbacks":[[1]]}""", "feedback", ActionKind.FeedbackDown, null)]
    [InlineData("""{"action":"dislike","feedbacks":{"index":{"a":1},"value":[{}]}}""", "feedback", ActionKind.FeedbackDown, null)]
    [InlineData("""{"command":"/retry"}""", "b", ActionKind.Command, "/retry")]
    [InlineData("""{"command":"/feedback up\n3f2a9c11"}""", "b", ActionKind.Command, "/feedback up 3f2a9c11")]
    public void TryMap_Press_IsWhatTheButtonDoes(string parameters, string actionId, ActionKind kind, string? text)
    {
        var action = Map(Pressed.Frame(JsonDocument.Parse(parameters).RootElement, [actionId]));

        (action.Kind, action.Text).ShouldBe((kind, text));
    }

    [Fact]
    public void TryMap_EndlessReason_IsCut() =>
        Map(Pressed.Frame(new { action = "dislike", input = new string('x', 100_000) })).Text!.Length.ShouldBe(1000);

    [Fact]
    public void TryMap_EndlessChoice_IsLeftOut() => Map(Pressed.Frame(
        new { action = "dislike", feedbacks = new { index = Enumerable.Range(0, 10_000) }, input = "why" })).Text.ShouldBe("why");

    [Fact]
    public void TryMap_WhatCannotBeHandled_IsSaid()
    {
        Problem(Pressed.Frame()).ShouldBe("what it does is not known");
        Problem(Pressed.Frame(new { command = "  " })).ShouldBe("what it does is not known");
        Problem(Pressed.Stop() with { Headers = FrameHeaders.Empty }).ShouldBe("it has no message id");
        Problem(Pressed.Frame(actionIds: ["btn_stop"], userId: null)).ShouldBe("it names no user");
        Problem(Pressed.Frame(actionIds: ["btn_stop"], userId: new string('u', 201))).ShouldBe("it names no user");
        Problem(Pressed.Frame(actionIds: ["btn_stop"], userIdType: 2)).ShouldBe("it names its user by another kind of id than messages do");
        Problem(Pressed.Frame(actionIds: ["btn_stop"], userIdType: 1)).ShouldBeNull();
        Problem(Pressed.Frame(actionIds: ["btn_stop"], userIdType: "1")).ShouldBeNull();
    }

    [Theory]
    [InlineData("3f2a9c11aaaa8bbb8ccc0123456789ab", true)]
    [InlineData("3F2A9C11AAAA8BBB8CCC0123456789AB", true)]
    [InlineData("3f2a9c11-aaaa-8bbb-8ccc-0123456789ab", false)]
    [InlineData("{3f2a9c11aaaa8bbb8ccc0123456789ab}", false)]
    [InlineData("trk-demo", false)]
    [InlineData("", false)]
    public void IsOurs_OnlyAReplysId(string card, bool isOurs) =>
        PressMapper.IsOurs(CardCallback.Parse(Pressed.Frame(card: card)), out _).ShouldBe(isOurs);

    private static string? Problem(StreamFrame frame)
    {
        PressMapper.TryMap(CardCallback.Parse(frame), frame.Headers.MessageId, "main", Heard.Now, out _, out var problem);
        return problem;
    }

    private static ActionReceived Map(StreamFrame frame)
    {
        PressMapper.TryMap(CardCallback.Parse(frame), frame.Headers.MessageId, "main", Heard.Now, out var action, out var problem).ShouldBeTrue(problem);
        return action!;
    }
}
