using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Contracts.Tests.Testing;

namespace PicoClaw.Contracts.Tests;

public sealed class WireFormTests
{
    [Fact]
    public void Write_MessageReceived_IsTheGoldenForm() => ShouldBeGolden(Wire.Write(Samples.MessageReceived), "MessageReceived");

    [Fact]
    public void Write_DeliverMessage_IsTheGoldenForm() => ShouldBeGolden(Wire.Write(Samples.DeliverMessage), "DeliverMessage");

    [Fact]
    public void SendNotification_BothWays_IsTheGoldenForm()
    {
        ShouldBeGolden(Wire.Write(Samples.SendNotification), "SendNotification");
        Wire.Read<SendNotification>(GoldenFile.Json("SendNotification")).ShouldBeEquivalentTo(Samples.SendNotification);
        Wire.Read<SendNotification>(GoldenFile.Json("SendNotification.least")).ShouldBeEquivalentTo(Samples.LeastSendNotification);
        Paths.Of(GoldenFile.Json("SendNotification")).ShouldBe(Paths.Of(Wire.Write(FullMessage.Of<SendNotification>())));
    }

    [Fact]
    public void Read_MessageReceived_IsWhatTheGoldenFormSays() =>
        Wire.Read<MessageReceived>(GoldenFile.Json("MessageReceived")).ShouldBeEquivalentTo(Samples.MessageReceived);

    [Fact]
    public void Read_DeliverMessage_IsWhatTheGoldenFormSays() =>
        Wire.Read<DeliverMessage>(GoldenFile.Json("DeliverMessage")).ShouldBeEquivalentTo(Samples.DeliverMessage);

    [Fact]
    public void Outcomes_BothWays_AreTheGoldenForms()
    {
        ShouldBeGolden(Wire.Write(Samples.MessageDelivered), "MessageDelivered");
        ShouldBeGolden(Wire.Write(Samples.DeliveryFailed), "DeliveryFailed");
        Wire.Read<MessageDelivered>(GoldenFile.Json("MessageDelivered")).ShouldBeEquivalentTo(Samples.MessageDelivered);
        Wire.Read<DeliveryFailed>(GoldenFile.Json("DeliveryFailed")).ShouldBeEquivalentTo(Samples.DeliveryFailed);
    }

    [Fact]
    public void AttachmentAddress_BothWays_IsTheGoldenForm()
    {
        ShouldBeGolden(Wire.Write(Samples.GetAttachmentAddress), "GetAttachmentAddress");
        ShouldBeGolden(Wire.Write(Samples.AttachmentAddress), "AttachmentAddress");
        Wire.Read<GetAttachmentAddress>(GoldenFile.Json("GetAttachmentAddress")).ShouldBeEquivalentTo(Samples.GetAttachmentAddress);
        var answer = Wire.Read<AttachmentAddress>(GoldenFile.Json("AttachmentAddress"));
        answer.ShouldBe(Samples.AttachmentAddress);
        answer.Address!.OriginalString.ShouldBe(Samples.AttachmentAddress.Address!.OriginalString);
    }

    [Fact]
    public void ProgressAndActions_BothWays_AreTheGoldenForms()
    {
        ShouldBeGolden(Wire.Write(Samples.ReplyProgress), "ReplyProgress");
        ShouldBeGolden(Wire.Write(Samples.ActionReceived), "ActionReceived");
        Wire.Read<ReplyProgress>(GoldenFile.Json("ReplyProgress")).ShouldBeEquivalentTo(Samples.ReplyProgress);
        Wire.Read<ActionReceived>(GoldenFile.Json("ActionReceived")).ShouldBeEquivalentTo(Samples.ActionReceived);
        Paths.Of(GoldenFile.Json("ReplyProgress")).ShouldBe(Paths.Of(Wire.Write(FullMessage.Of<ReplyProgress>())));
        Paths.Of(GoldenFile.Json("ActionReceived")).ShouldBe(Paths.Of(Wire.Write(FullMessage.Of<ActionReceived>())));
    }

    [Fact]
    public void CardPlanReported_BothWays_IsTheGoldenForm()
    {
        ShouldBeGolden(Wire.Write(Samples.CardPlanReported), "CardPlanReported");
        Wire.Read<CardPlanReported>(GoldenFile.Json("CardPlanReported")).ShouldBe(Samples.CardPlanReported);
        Paths.Of(GoldenFile.Json("CardPlanReported")).ShouldBe(Paths.Of(Wire.Write(FullMessage.Of<CardPlanReported>())));
    }

    [Fact]
    public void Files_BothWays_AreTheGoldenForms()
    {
        foreach (var (content, golden) in new[] { (Samples.Image, "ImageContent"), (Samples.File, "FileContent"), (Samples.Voice, "VoiceContent") })
        {
            ShouldBeGolden(Wire.Write(content), golden);
            Wire.Read<OutboundContent>(GoldenFile.Json(golden)).ShouldBe(content);
        }
    }

    [Theory]
    [InlineData("ImageContent", "blob")]
    [InlineData("FileContent", "blob")]
    [InlineData("FileContent", "name")]
    [InlineData("VoiceContent", "blob")]
    public void Read_FileWithoutWhatItNeeds_FaultsAndNamesIt(string golden, string field)
    {
        var json = GoldenFile.Json(golden);
        json.Remove(field).ShouldBeTrue();

        Should.Throw<JsonException>(() => Wire.Read<OutboundContent>(json)).Message.ShouldContain(field);
    }

    [Fact]
    public void Read_MessageReceivedWithoutItsOptionalFields_HasTheirDefaults() =>
        Wire.Read<MessageReceived>(GoldenFile.Json("MessageReceived.least")).ShouldBeEquivalentTo(Samples.LeastMessageReceived);

    [Fact]
    public void Read_DeliverMessageWithoutItsOptionalFields_HasTheirDefaults() =>
        Wire.Read<DeliverMessage>(GoldenFile.Json("DeliverMessage.least")).ShouldBeEquivalentTo(Samples.LeastDeliverMessage);

    [Fact]
    public void Golden_MessageReceived_HasEveryMember() =>
        Paths.Of(GoldenFile.Json("MessageReceived")).ShouldBe(Paths.Of(Wire.Write(FullMessage.Of<MessageReceived>())));

    [Fact]
    public void Golden_DeliverMessage_HasEveryMember() =>
        Paths.Of(GoldenFile.Json("DeliverMessage")).ShouldBe(Paths.Of(Wire.Write(FullMessage.Of<DeliverMessage>())));

    [Fact]
    public void RoundTrip_EveryMemberSet_NothingIsLost()
    {
        var heard = FullMessage.Of<MessageReceived>();
        var reply = FullMessage.Of<DeliverMessage>();

        Wire.Read<MessageReceived>(Wire.Write(heard)).ShouldBeEquivalentTo(heard);
        Wire.Read<DeliverMessage>(Wire.Write(reply)).ShouldBeEquivalentTo(reply);
    }

    [Fact]
    public void Read_FieldsOfALaterVersion_AreIgnored()
    {
        var heard = GoldenFile.Json("MessageReceived");
        AddLaterField(heard);
        var reply = GoldenFile.Json("DeliverMessage");
        AddLaterField(reply);

        Wire.Read<MessageReceived>(heard).ShouldBeEquivalentTo(Samples.MessageReceived);
        Wire.Read<DeliverMessage>(reply).ShouldBeEquivalentTo(Samples.DeliverMessage);
    }

    [Theory]
    [InlineData("\"card\"")]
    [InlineData("\"Markdown\"")]
    [InlineData("null")]
    public void Read_UnknownKindOfContent_Faults(string kind)
    {
        var reply = GoldenFile.Json("DeliverMessage");
        reply["content"]!["kind"] = JsonNode.Parse(kind);

        Should.Throw<JsonException>(() => Wire.Read<DeliverMessage>(reply));
    }

    [Fact]
    public void Read_ContentWithoutKind_Faults()
    {
        var reply = GoldenFile.Json("DeliverMessage");
        reply["content"]!.AsObject().Remove("kind").ShouldBeTrue();

        Should.Throw<NotSupportedException>(() => Wire.Read<DeliverMessage>(reply));
    }

    // Anything that rewrites a message (an editor, a jsonb column) must keep the kind in front.
    [Fact]
    public void Read_KindBehindTheOtherFields_Faults()
    {
        var reply = GoldenFile.Json("DeliverMessage");
        var content = reply["content"]!.AsObject();
        content.Remove("kind");
        content["kind"] = "markdown";

        Should.Throw<NotSupportedException>(() => Wire.Read<DeliverMessage>(reply));
    }

    [Theory]
    [MemberData(nameof(RequiredFields))]
    public void Read_RequiredFieldMissing_FaultsAndNamesIt(string golden, string field)
    {
        var json = GoldenFile.Json(golden);
        json.Remove(field).ShouldBeTrue();

        var fault = Should.Throw<JsonException>(() => golden.Split('.')[0] switch
        {
            nameof(MessageReceived) => (object)Wire.Read<MessageReceived>(json),
            nameof(DeliverMessage) => Wire.Read<DeliverMessage>(json),
            _ => Wire.Read<SendNotification>(json),
        });

        fault.Message.ShouldContain(field);
    }

    public static TheoryData<string, string> RequiredFields()
    {
        var data = new TheoryData<string, string>();
        foreach (var golden in (string[])["MessageReceived.least", "DeliverMessage.least", "SendNotification.least"])
        {
            foreach (var (field, _) in GoldenFile.Json(golden))
            {
                data.Add(golden, field);
            }
        }

        return data;
    }

    private static void ShouldBeGolden(JsonObject written, string golden)
    {
        written.ToJsonString().ShouldBe(GoldenFile.Json(golden).ToJsonString());
        JsonNode.DeepEquals(written, GoldenFile.Json(golden)).ShouldBeTrue();
    }

    // On every level, since every record may grow.
    private static void AddLaterField(JsonObject json)
    {
        foreach (var child in json.Select(member => member.Value).ToList())
        {
            foreach (var record in child is JsonArray list ? list.OfType<JsonObject>() : child is JsonObject one ? [one] : [])
            {
                AddLaterField(record);
            }
        }

        json["ofALaterVersion"] = new JsonObject { ["deep"] = JsonNode.Parse("[1, null]") };
    }
}
