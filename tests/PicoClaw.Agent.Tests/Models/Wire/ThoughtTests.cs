using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Wire;

/// <summary>A model's thought is never part of its answer. It goes back beside the tool calls that it led to, in the field that brought it.</summary>
public sealed class ThoughtTests : IAsyncDisposable
{
    private const string Call =
        """{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"current_time","arguments":"{}"},"""
        + """ "extra_content":{"google":{"thought_signature":"s1"}}}]}""";


    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Ask_ACallAfterAThought_TheThoughtGoesBackWithIt(string field)
    {
        await using var service = await CallingAsync($$"""{"{{field}}":"先看"}""", $$"""{"{{field}}":"时间"}""");

        (await _lab.AskAsync()).Text.ShouldBe("good");

        ((string?)(await CalledAsync(service))[field]).ShouldBe("先看时间");
    }

    // DeepSeek refuses a call without the field, even when it is empty.
    [Fact]
    public async Task Ask_ACallAfterAnEmptyThought_TheEmptyFieldGoesBack()
    {
        await using var service = await CallingAsync("""{"reasoning_content":""}""");

        await _lab.AskAsync();

        ((string?)(await CalledAsync(service))["reasoning_content"]).ShouldBe("");
    }

    [Fact]
    public async Task Ask_ACallWithoutAThought_NothingIsAdded()
    {
        await using var service = await CallingAsync("""{"reasoning_content":null}""");

        await _lab.AskAsync();

        var called = await CalledAsync(service);
        called.Select(field => field.Key).ShouldNotContain(name => name.StartsWith("reason", StringComparison.Ordinal));
        ((string?)called["tool_calls"]![0]!["extra_content"]!["google"]!["thought_signature"]).ShouldBe("s1");
    }

    [Fact]
    public async Task Ask_DetailsOfThoughts_GoBackWithTheirPiecesJoined()
    {
        await using var service = await CallingAsync(
            """{"reasoning":"a","reasoning_details":[{"type":"reasoning.text","index":0,"text":"先看"}]}""",
            """{"reasoning_details":[{"type":"reasoning.text","index":0,"text":"时间"},{"type":"reasoning.text","index":0,"signature":"sig"}]}""",
            """{"reasoning_details":[{"type":"reasoning.encrypted","index":1,"data":"xyz"}]}""");

        await _lab.AskAsync();

        (await CalledAsync(service))["reasoning_details"]!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldBe(
            """[{"type":"reasoning.text","index":0,"text":"先看时间","signature":"sig"},{"type":"reasoning.encrypted","index":1,"data":"xyz"}]""");
    }

    [Theory]
    [InlineData("""{"reasoning_content":"内部"}""")]
    [InlineData("""{"reasoning":"内部"}""")]
    [InlineData("""{"thinking":"内部"}""")]
    [InlineData("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"内部"}]}]}""")]
    [InlineData("""{"content":"<thi"}""", """{"content":"nk>内部</th"}""", """{"content":"ink>"}""")]
    public async Task Ask_AThoughtAndAnAnswer_ReturnsTheAnswer(params string[] deltas)
    {
        await using var service = await WildWire.AnsweringAsync(WildWire.Deltas([.. deltas, """{"content":"答"}"""]));
        _lab.Model("main", service.Address);

        (await _lab.AskAsync()).Text.ShouldBe("答");
    }

    [Fact]
    public async Task Ask_OnlyAThought_IsAskedAgain()
    {
        await using var service = await WildWire.FirstAsync(WildWire.Deltas("""{"reasoning_content":"内部"}"""));
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _lab.Log().ShouldContain("the answer was empty");
    }

    private async Task<ModelService> CallingAsync(params string[] deltas)
    {
        var service = await WildWire.FirstAsync(WildWire.Deltas([.. deltas, Call]));
        _lab.Model("main", service.Address);
        return service;
    }

    private static async Task<JsonObject> CalledAsync(ModelService service)
    {
        await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        var second = await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        return second.Body["messages"]!.AsArray().Select(message => message!.AsObject()).Single(message => message.ContainsKey("tool_calls"));
    }
}
