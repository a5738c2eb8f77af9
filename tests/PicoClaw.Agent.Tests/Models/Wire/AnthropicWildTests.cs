using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Wire;

/// <summary>Answers of Anthropic's protocol as the services that copy it write them.</summary>
public sealed class AnthropicWildTests : IAsyncDisposable
{
    private const string Start =
        """{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"claude","content":[],"""
        + """ "usage":{"input_tokens":11,"output_tokens":1}}}""";

    private const string Block = """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""";
    private const string Text = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"你好"}}""";
    private const string End = """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}}""";
    private const string Stop = """{"type":"message_stop"}""";

    private readonly ModelLab _lab = new();

    public static TheoryData<string, string> Streams => new()
    {
        { "as documented", Named(Start, Block, Text, """{"type":"content_block_stop","index":0}""", End, Stop) },
        { "no names of events", WildWire.Events(Start, Block, Text, End, Stop) },
        {
            "counts are missing or null",
            Named(
                """{"type":"message_start","message":{"id":null,"usage":{"input_tokens":null}}}""",
                Block,
                Text,
                """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":null}""",
                Stop)
        },
        {
            "no usage at all",
            Named(
                """{"type":"message_start","message":{}}""",
                Block,
                Text,
                """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""",
                Stop)
        },
        {
            "the reason is a word of its own",
            Named(Start, Block, Text, """{"type":"message_delta","delta":{"stop_reason":"stop"},"usage":{"output_tokens":4}}""", Stop)
        },
        { "no block is opened", Named(Start, Text, End, Stop) },
        {
            "the text stands in the block",
            Named(Start, """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"你好"}}""", End, Stop)
        },
        {
            "unknown blocks and events",
            Named(
                Start,
                """{"type":"content_block_start","index":0,"content_block":{"type":"hologram"}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"hologram_delta"}}""",
                """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
                """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"你好"}}""",
                """{"type":"vibe_check"}""",
                End,
                Stop)
        },
        {
            "thoughts first",
            Named(
                Start,
                """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"内部"}}""",
                """{"type":"content_block_stop","index":0}""",
                """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
                """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"你好"}}""",
                End,
                Stop)
        },
        {
            "thoughts as text",
            Named(
                Start,
                Block,
                """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"<think>内部</think>"}}""",
                Text,
                End,
                Stop)
        },
        { "signs of life", ": ping\n\n" + Named(Start, """{"type":"ping"}""", Block, Text, """{"type":"ping"}""", End, Stop) },
        { "[DONE] as of the other protocol", Named(Start, Block, Text, End) + "data: [DONE]\n\n" },
        {
            "one document",
            """{"id":"m1","type":"message","role":"assistant","content":[{"type":"text","text":"你好"}],"""
            + """ "stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}}"""
        },
    };

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task Ask_AnAnswerFromTheWild_IsRead(string what, string body)
    {
        await using var service = await AnsweringAsync(body);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("你好", what);
        service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_OneDocumentAsAskedFor_IsRead()
    {
        await using var service = await WildWire.AnsweringAsync(
            """{"content":[{"type":"hologram"},{"type":"text","text":"你好"}],"stop_reason":"stop","usage":{"input_tokens":null}}""",
            "application/json");
        _lab.Model("main", service.Address, ("Model", "anthropic/claude"), ("Stream", "false"));

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("你好");
    }

    [Theory]
    [InlineData("refusal", "Refused")]
    [InlineData("sensitive", "Refused")]
    public async Task Ask_TheAnswerIsWithheld_IsARefusal(string reason, string fault)
    {
        await using var service = await AnsweringAsync(Named(
            Start,
            Block,
            Text,
            $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}"},"usage":{"output_tokens":4}}""",
            Stop));

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()))).Fault.ToString().ShouldBe(fault);
        service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_TheLimitIsReached_TheAnswerSaysSo()
    {
        await using var service = await AnsweringAsync(Named(
            Start,
            Block,
            Text,
            """{"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":4}}""",
            Stop));

        (await _lab.RunAsync(_lab.AskAsync())).FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    // Copies report the tokens of the prompt only at the end, and all counts more than once.
    [Fact]
    public async Task Ask_TheCountsComeLateAndAgain_AreRight()
    {
        await using var service = await AnsweringAsync(Named(
            """{"type":"message_start","message":{"usage":{"input_tokens":0,"output_tokens":0}}}""", Block, Text,
            """{"type":"message_delta","delta":{},"usage":{"input_tokens":9,"output_tokens":2}}""",
            """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":9,"cache_read_input_tokens":3,"output_tokens":4}}""", Stop));

        var usage = (await _lab.RunAsync(_lab.AskAsync())).Usage!;

        (usage.InputTokenCount, usage.OutputTokenCount).ShouldBe((12, 4));
    }

    [Fact]
    public async Task Ask_ACallAfterAThought_TheThoughtGoesBackWithItsSignature()
    {
        _lab.Tool(AIFunctionFactory.Create((string word) => word.ToUpperInvariant(), "shout"));
        var call = Named(
            Start,
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"先喊"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig1"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"","name":"shout","input":{"word":"hey"}}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":4}}""",
            Stop);
        await using var service = await ModelService.StartAsync((number, _, response) =>
            number > 1 ? AnthropicWire.SayAsync(response, "done") : WildWire.WriteAsync(response, call));
        _lab.Model("main", service.Address, ("Model", "anthropic/claude"));

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("done");

        await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        var second = (await service.Requests.ReadAsync(TestContext.Current.CancellationToken)).Body["messages"]!;
        var called = second.AsArray()[^2]!["content"]!.AsArray();
        ((string?)called[0]!["thinking"], (string?)called[0]!["signature"], (string?)called[1]!["type"]).ShouldBe(("先喊", "sig1", "tool_use"));
        second.AsArray()[^1]!.ToJsonString().ShouldContain("HEY");
    }

    private async Task<ModelService> AnsweringAsync(string body)
    {
        var service = await WildWire.AnsweringAsync(body);
        _lab.Model("main", service.Address, ("Model", "anthropic/claude"));
        return service;
    }

    private static string Named(params IEnumerable<string> events) =>
        string.Concat(events.Select(data => $"event: {(string)System.Text.Json.Nodes.JsonNode.Parse(data)!["type"]!}\ndata: {data}\n\n"));
}
