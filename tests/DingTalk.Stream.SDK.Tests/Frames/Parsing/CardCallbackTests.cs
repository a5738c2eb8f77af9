using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Parsing;

public sealed class CardCallbackTests
{
    [Theory]
    [InlineData("""{"cardPrivateData":{"actionIds":["a1",2],"params":{"x":"y","n":3,"o":{"k":1}}}}""", false)]
    [InlineData("""{"cardPrivateData":{"actionIds":["a1",2],"params":{"x":"y","n":3,"o":{"k":1}}}}""", true)]
    public void Parse_ContentAsObjectOrText_ReadsActionsAndParameters(string content, bool asText)
    {
        var literal = asText ? System.Text.Json.JsonSerializer.Serialize(content) : content;

        var callback = Parse(
            $$"""{"type":"actionCallback","outTrackId":"trk-1","corpId":"c","userId":"u","userIdType":1,"spaceId":"s","spaceType":"IM","content":"""
            + $$"""{{literal}},"extension":"{}"}""");

        (callback.Type, callback.OutTrackId, callback.CorpId, callback.UserId, callback.UserIdType)
            .ShouldBe(("actionCallback", "trk-1", "c", "u", "1"));
        (callback.SpaceId, callback.SpaceType, callback.Content, callback.Extension).ShouldBe(("s", "IM", content, "{}"));
        callback.ActionIds.ShouldBe(["a1", "2"]);
        callback.Parameters.ShouldBe(new Dictionary<string, string> { ["x"] = "y", ["n"] = "3", ["o"] = """{"k":1}""" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"content":"no json","extension":null}""")]
    [InlineData("""{"content":{"cardPrivateData":{"actionIds":"a","params":[]}}}""")]
    public void Parse_FieldsMissingOrOfTheWrongType_AreEmpty(string data)
    {
        var callback = Parse(data);

        callback.OutTrackId.ShouldBe("");
        callback.ActionIds.ShouldBeEmpty();
        callback.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_NoObject_Throws() => Should.Throw<MalformedFrameException>(() => Parse("[]"));

    [Fact]
    public void ToAckData_Update_MatchesTheReference() =>
        new CardUpdate { CardData = new Dictionary<string, string> { ["k"] = "值" } }.ToAckData()
            .ShouldBe(
                """{"response":{"cardUpdateOptions":{"updateCardDataByKey":true,"updatePrivateDataByKey":true}"""
                + ""","cardData":{"cardParamMap":{"k":"值"}},"userPrivateData":{"cardParamMap":{}}}}""");

    private static CardCallback Parse(string data) => CardCallback.Parse(new StreamFrame { Type = "CALLBACK", Data = data });
}
