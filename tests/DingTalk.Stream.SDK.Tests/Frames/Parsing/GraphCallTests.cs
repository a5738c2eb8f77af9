using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Parsing;

public sealed class GraphCallTests
{
    [Fact]
    public void Parse_Call_ReadsEverything()
    {
        var call = Parse(
            """{"requestLine":{"method":"POST","uri":"/weather?city=x"},"headers":{"Content-Type":"application/json","n":1},"body":"{\"a\":1}"}""");

        (call.Method, call.Uri, call.Path, call.Body).ShouldBe(("POST", "/weather?city=x", "/weather", """{"a":1}"""));
        (call.Headers["content-type"], call.Headers["n"]).ShouldBe(("application/json", "1"));
        call.ToString().ShouldBe("POST /weather");
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"requestLine":null,"headers":[],"body":null}""", "")]
    [InlineData("""{"requestLine":"no line","body":{"a":1}}""", """{"a":1}""")]
    public void Parse_FieldsMissingOrOdd_AreDefaults(string data, string body)
    {
        var call = Parse(data);

        (call.Method, call.Uri, call.Path, call.Body).ShouldBe(("GET", "/", "/", body));
        call.Headers.ShouldBeEmpty();
    }

    [Fact]
    public async Task OnGraphCall_Json_LeavesWithTheAck()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.OnGraphCall((call, _) => new(GraphAnswer.Json($$"""{"path":"{{call.Path}}"}""")));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", Topics.GraphCall, "g1", """{"requestLine":{"method":"GET","uri":"/天气"}}"""));
        await link.SendAsync(Frames.Make("CALLBACK", Topics.GraphCall, "g2", "no json"));

        var acks = new[] { await link.AckAsync(), await link.AckAsync() }.ToDictionary(ack => ack.MessageId);
        acks["g1"].Data.ShouldBe(
            """{"response":{"statusLine":{"code":200,"reasonPhrase":"OK"},"headers":{"Content-Type":"application/json"},"body":"{\"path\":\"/天气\"}"}}""");
        acks["g2"].Code.ShouldBe(400);
        (await fixture.Server.CallAsync()).Body.ShouldContain($$"""{"type":"CALLBACK","topic":"{{Topics.GraphCall}}"}""");
    }

    private static GraphCall Parse(string data) => GraphCall.Parse(new StreamFrame { Type = "CALLBACK", Data = data });
}
