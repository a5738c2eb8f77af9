using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Tools;

/// <summary>Tool calls in the forms that services really send, off the protocol.</summary>
public sealed class WildCallTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();
    private readonly List<string> _ran = [];

    public WildCallTests() => _lab.Tool(AIFunctionFactory.Create(
        (string word) =>
        {
            _ran.Add(word);
            return word;
        },
        "shout"));

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    public static TheoryData<string, string> Calls => new()
    {
        {
            "no index, then an empty id",
            WildWire.Deltas(
                """{"tool_calls":[{"id":"c1","type":"function","function":{"name":"shout","arguments":""}}]}""",
                """{"tool_calls":[{"id":"","type":"","function":{"arguments":"{\"word\":\"a\"}"}}]}""")
        },
        {
            "no id at all",
            WildWire.Deltas(
                """{"tool_calls":[{"index":0,"function":{"name":"shout","arguments":"{\"wo"}}]}""",
                """{"tool_calls":[{"index":0,"function":{"arguments":"rd\":\"a\"}"}}]}""")
        },
        {
            "id and name with every piece",
            WildWire.Deltas(
                """{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":"{\"wo"}}]}""",
                """{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":"rd\":\"a\"}"}}]}""")
        },
        {
            "another id with every piece",
            WildWire.Deltas(
                """{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":"{\"wo"}}]}""",
                """{"tool_calls":[{"index":0,"id":"c2","function":{"arguments":"rd\":\"a\"}"}}]}""")
        },
        {
            "the index as text",
            WildWire.Deltas(
                """{"tool_calls":[{"index":"0","id":"c1","function":{"name":"shout","arguments":"{\"word\":\"a\"}"}}]}""")
        },
        {
            "arguments as an object",
            WildWire.Deltas(
                """{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":{"word":"a"}}}]}""")
        },
        {
            "arguments as text of text",
            WildWire.Deltas(
                """{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":"\"{\\\"word\\\":\\\"a\\\"}\""}}]}""")
        },
        {
            "one call instead of a list",
            WildWire.Deltas(
                """{"tool_calls":{"id":"c1","function":{"name":"shout","arguments":"{\"word\":\"a\"}"}}}""")
        },
        { "the older form", WildWire.Deltas("""{"function_call":{"name":"shout","arguments":"{\"word\":\"a\"}"}}""") },
        {
            "as text",
            WildWire.Deltas(
                """{"content":"<tool_call>{\"name\":\"shout\","}""",
                """{"content":"\"arguments\":{\"word\":\"a\"}}</tool_call>"}""")
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Ask_ACallFromTheWild_RunsOnceWithItsArguments(string what, string body)
    {
        await using var service = await WildWire.FirstAsync(body);
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _ran.ShouldBe(["a"], what);
        service.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(
        """{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":"{\"word\":\"a\"}"}},"""
        + """{"index":1,"id":"c2","function":{"name":"shout","arguments":"{\"word\":\"b\"}"}}]}""")]
    [InlineData(
        """{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":"{\"word\":\"a\"}"}},"""
        + """{"index":0,"id":"c2","function":{"name":"shout","arguments":"{\"word\":\"b\"}"}}]}""")]
    [InlineData(
        """{"tool_calls":[{"id":"c1","function":{"name":"shout","arguments":"{\"word\":\"a\"}"}},"""
        + """{"id":"c2","function":{"name":"shout","arguments":"{\"word\":\"b\"}"}}]}""")]
    [InlineData(
        """{"tool_calls":[{"function":{"name":"shout","arguments":"{\"word\":\"a\"}"}},"""
        + """{"function":{"name":"shout","arguments":"{\"word\":\"b\"}"}}]}""")]
    public async Task Ask_TwoCallsInOneAnswer_AreTwo(string delta)
    {
        await using var service = await WildWire.FirstAsync(WildWire.Deltas(delta));
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _ran.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("{\\\"word\\\": \\\"Asia/Sh")]
    [InlineData("[1]")]
    [InlineData("word=a")]
    public async Task Ask_ArgumentsCannotBeRead_TheModelIsToldAndTheToolDoesNotRun(string arguments)
    {
        var call = $$$"""{"tool_calls":[{"index":0,"id":"c1","function":{"name":"shout","arguments":"{{{arguments}}}"}}]}""";
        await using var service = await WildWire.FirstAsync(WildWire.Deltas(call));
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _ran.ShouldBeEmpty();
        await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        var second = await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        second.LastText.ShouldContain("JSON");
        var called = second.Body["messages"]!.AsArray().Single(message => message!["tool_calls"] is not null)!;
        ((string?)called["tool_calls"]![0]!["function"]!["arguments"]).ShouldBe("{}", "a service that reads it again refuses what is no object");
    }

    [Fact]
    public async Task Ask_AWrittenCallOfNoTool_IsLeftOutWithANote()
    {
        await using var service = await WildWire.AnsweringAsync(
            WildWire.Deltas("""{"content":"好。<tool_call>{\"name\":\"nothing\",\"arguments\":{}}</tool_call>"}"""));
        _lab.Model("main", service.Address);

        (await _lab.AskAsync()).Text.ShouldBe("好。");

        _lab.Log().ShouldContain("Model main wrote 1 tool calls as text that could not be read");
    }
}
