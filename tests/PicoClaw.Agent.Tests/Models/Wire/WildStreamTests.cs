using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using static PicoClaw.Agent.Tests.Testing.WildWire;

namespace PicoClaw.Agent.Tests.Models.Wire;

/// <summary>Streams as services and relays write them, against the protocol: each is an answer, read with one call.</summary>
public sealed class WildStreamTests : IAsyncDisposable
{
    private const string Half = """{"choices":[{"index":0,"delta":{"role":"assistant","content":"你"},"finish_reason":null}]}""";
    private const string Rest = """{"choices":[{"index":0,"delta":{"content":"好"},"finish_reason":null}]}""";

    private readonly ModelLab _lab = new();

    public static TheoryData<string, string> Streams => new()
    {
        {
            "finish_reason is empty until the end",
            Events(
                """{"choices":[{"delta":{"content":"你"},"finish_reason":""}]}""",
                """{"choices":[{"delta":{"content":"好"},"finish_reason":""}]}""",
                Stop)
        },
        { "finish_reason is a word of its own", Events(Half, Rest, """{"choices":[{"delta":{},"finish_reason":"eos"}]}""") },
        {
            "finish_reason is an object, as of SGLang",
            Events(Half, Rest, """{"choices":[{"delta":{},"finish_reason":{"type":"stop","matched":151645}}]}""")
        },
        {
            "finish_reason comes early and again",
            Events(
                Half,
                """{"choices":[{"delta":{},"finish_reason":"stop"}]}""",
                Rest,
                """{"choices":[{"delta":{},"finish_reason":"stop"}]}""")
        },
        { "finish_reason comes with the last text", Events(Half, """{"choices":[{"delta":{"content":"好"},"finish_reason":"STOP"}]}""") },
        { "created is a fraction", Events("""{"created":1700000000.25,"choices":[{"delta":{"content":"你好"}}]}""", Stop) },
        { "created is text", Events("""{"created":"1700000000","choices":[{"delta":{"content":"你好"}}]}""", Stop) },
        { "created has an exponent", Events("""{"created":1.7e9,"choices":[{"delta":{"content":"你好"}}]}""", Stop) },
        {
            "everything that may be null is",
            Events(
                """{"id":null,"object":null,"created":null,"model":null,"choices":[{"index":null,"delta":{"role":null,"content":"你好","""
                + """ "tool_calls":null,"function_call":null,"refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}""",
                Stop)
        },
        {
            "types are others than documented",
            Events(
                """{"id":7,"object":1,"model":{"name":"m"},"choices":[{"index":"0","delta":{"role":"","content":"你好"},"logprobs":[],"""
                + """ "finish_reason":null}],"system_fingerprint":3,"service_tier":"none"}""",
                Stop)
        },
        {
            "unknown fields",
            Events(
                """{"choices":[{"delta":{"content":"你好","audio":[],"annotations":"x"},"""
                + """ "content_filter_results":{"hate":{"filtered":false}}}],"x_groq":{"id":1},"error":null}""",
                Stop)
        },
        {
            "an error that is none",
            Events(
                """{"error":{},"choices":[{"delta":{"content":"你好"}}]}""",
                """{"error":"","choices":[{"delta":{},"finish_reason":"stop"}],"base_resp":{"status_code":0,"status_msg":""}}""")
        },
        { "a field twice", Events("""{"choices":[{"delta":{"content":"x"}}],"choices":[{"delta":{"content":"你好"}}]}""", Stop) },
        {
            "events without choices",
            Events(
                """{"choices":[],"prompt_filter_results":[]}""",
                """{"id":"x"}""",
                """{"choices":null}""",
                Half,
                Rest,
                Stop,
                """{"choices":[],"usage":{"prompt_tokens":1}}""")
        },
        {
            "content is a list of parts",
            Events("""{"choices":[{"delta":{"content":[{"type":"text","text":"你"},{"type":"text","text":"好"}]}}]}""", Stop)
        },
        {
            "a message instead of a delta",
            Events("""{"choices":[{"message":{"role":"assistant","content":"你好"},"finish_reason":"stop"}]}""")
        },
        {
            "the whole message again at the end, as of MiniMax",
            Events(
                Half,
                Rest,
                """{"object":"chat.completion","choices":[{"message":{"role":"assistant","content":"你好"},"finish_reason":"stop"}]}""")
        },
        { "text as of old completions", Events("""{"choices":[{"text":"你好","finish_reason":null}]}""", Stop) },
        { "the model's own refusal is an answer", Events("""{"choices":[{"delta":{"content":null,"refusal":"你好"}}]}""", Stop) },
        { "a comment at first", $": OPENROUTER PROCESSING\n\n: keepalive\n\n{Events(Half, Rest, Stop)}" },
        { "comments as data", $"data: : OPENROUTER PROCESSING\n\n{Events(Half, ": ping", Rest, Stop)}" },
        { "signs of life as data", Events("", "null", "ping", Half, "[PING]", Rest, "keep-alive", Stop) },
        { "signs of life as events", $"event: ping\ndata: {{}}\n\nevent: keepalive\ndata:\n\n{Events(Half, Rest, Stop)}" },
        { "no blank after data:", $"data:{Half}\n\ndata:{Rest}\n\ndata:{Stop}\n\ndata:[DONE]\n\n" },
        { "no blank line between events", $"data: {Half}\ndata: {Rest}\ndata: {Stop}\ndata: [DONE]\n" },
        { "line ends of Windows", Events(Half, Rest, Stop).Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "line ends of old Macs", Events(Half, Rest, Stop).Replace('\n', '\r') },
        { "one event on several lines", "data: {\"choices\":[{\"delta\":\r\ndata: {\"content\":\"你好\"}}]}\r\n\r\n" + Events(Stop) },
        { "a byte order mark", $"\uFEFF{Events(Half, Rest, Stop)}" },
        { "ids and names of events", $"id: 1\nevent: message\nretry: 3000\ndata: {Half}\n\nid: 2\nevent: message\n{Events(Rest, Stop)}" },
        { "no [DONE]", $"data: {Half}\n\ndata: {Rest}\n\ndata: {Stop}\n\n" },
        { "no line end at the end", $"data: {Half}\n\ndata: {Rest}\n\ndata: {Stop}" },
        {
            "an emoji's halves in two events",
            Events(
                """{"choices":[{"delta":{"content":"你好\ud83d"}}]}""",
                """{"choices":[{"delta":{"content":""}}]}""",
                """{"choices":[{"delta":{"content":"\ude00"}}]}""",
                Stop)
        },
        { "half an emoji", Events("""{"choices":[{"delta":{"content":"你\ude00好\ud83d"}}]}""", Stop) },
    };

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task Ask_AStreamFromTheWild_IsRead(string what, string body)
    {
        await using var service = await AnsweringAsync(body);
        _lab.Model("main", service.Address);

        var answer = await _lab.RunAsync(_lab.AskAsync());

        answer.Text.Replace("😀", "", StringComparison.Ordinal).ShouldBe("你好", what);
        answer.Text.Contains("😀", StringComparison.Ordinal).ShouldBe(what.Contains("halves", StringComparison.Ordinal));
        service.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/json")]
    [InlineData("application/octet-stream")]
    [InlineData("text/html")]
    public async Task Ask_AStreamWithAnotherLabel_IsRead(string type)
    {
        await using var service = await AnsweringAsync(Events(Half, Rest, Stop), type);
        _lab.Model("main", service.Address);

        (await _lab.AskAsync()).Text.ShouldBe("你好");
    }

    [Fact]
    public async Task Ask_AnOddDocument_IsRead()
    {
        await using var service = await AnsweringAsync(
            """{"id":null,"created":1.5,"choices":[{"message":{"role":"assistant","content":[{"type":"text","text":"你好"}],"tool_calls":null},"""
            + """ "finish_reason":"eos"}],"usage":{"prompt_tokens":null}}""",
            "text/plain");
        _lab.Model("main", service.Address, ("Stream", "false"));

        (await _lab.AskAsync()).Text.ShouldBe("你好");
    }

    [Fact]
    public async Task Ask_OneDocumentInsteadOfAStream_IsRead()
    {
        await using var service = await AnsweringAsync(
            """{"choices":[{"message":{"role":"assistant","content":"你好"}}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""",
            "application/json");
        _lab.Model("main", service.Address);

        var answer = await _lab.RunAsync(_lab.AskAsync());

        (answer.Text, answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe(("你好", 3, 2));
    }

    [Fact]
    public async Task Ask_TheLineBreaksAfterTheEnd_IsAnAnswer()
    {
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            await OpenAiWire.BeginAsync(response, "你好");
            await OpenAiWire.EventAsync(response, Stop);
            throw new IOException("the line is cut");
        });
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("你好");
        service.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"network_error"}]}""", "network_error")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"insufficient_system_resource"}]}""", "insufficient_system_resource")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"abort"}]}""", "abort")]
    [InlineData("""{"choices":[{"delta":{"content":"half""", "half")]
    [InlineData("upstream connect error or disconnect", "upstream connect error")]
    [InlineData("<html><title>502 Bad Gateway</title></html>", "a web page (\"502 Bad Gateway\")")]
    [InlineData("""{"code":"Throttling","message":"Requests rate limit exceeded"}""", "Requests rate limit exceeded")]
    [InlineData("""{"base_resp":{"status_code":1002,"status_msg":"rate limit"}}""", "rate limit")]
    [InlineData(
        """{"error":{"message":"Provider returned error","metadata":{"raw":"the engine died"}}}""",
        "Provider returned error: the engine died")]
    public async Task Ask_TheServiceGivesUpInTheMiddle_IsAskedAgainAndLogged(string last, string reason)
    {
        await using var service = await FirstAsync($"data: {Half}\n\ndata: {last}\n\n");
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _lab.Log().ShouldContain("the answer broke off: ");
        _lab.Log().ShouldContain(reason);
    }

    [Fact]
    public async Task Ask_AnEventNamedError_IsAnErrorWhateverItHolds()
    {
        const string error = """{"request_id":"r1","code":500,"message":"engine died"}""";
        await using var service = await FirstAsync($"data: {Half}\n\nevent: error\ndata: {error}\n\n");
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");

        _lab.Log().ShouldContain("the answer broke off: engine died");
    }

    [Theory]
    [InlineData("""{"error":{"message":"当前分组 default 下对于模型 m 无可用渠道"}}""", "application/json", "当前分组 default 下对于模型 m 无可用渠道")]
    [InlineData("""[{"error":{"code":500,"message":"internal","status":"INTERNAL"}}]""", "application/json", "internal")]
    [InlineData("""{"detail":"not now"}""", "text/event-stream", "not now")]
    [InlineData("""{"code":500,"data":null}""", "application/json", "{\"code\":500,\"data\":null}")]
    public async Task Ask_AnErrorWithAGoodStatus_IsAFailureWithItsMessage(string body, string type, string sentence)
    {
        foreach (var stream in (string[])["true", "false"])
        {
            await using var service = await AnsweringAsync(body, type);
            await using var lab = new ModelLab();
            lab.Set("Agent:Defaults:MaxLlmRetries", "0");
            lab.Model("main", service.Address, ("Stream", stream));

            (await Should.ThrowAsync<ModelsUnavailableException>(() => lab.AskAsync())).Message.ShouldBe($"main: instead of an answer came: {sentence}");
        }
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Ask_AWebPage_TheFailureHintsAtTheAddress(string stream)
    {
        await using var service = await AnsweringAsync("\n<!doctype html><html><head><title>One API</title></head></html>", "text/html");
        _lab.Model("main", service.Address, ("Stream", stream));

        var failure = await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync());

        failure.Message.ShouldStartWith("main: the address answers with a web page (\"One API\"), not with a model's answer; correct api_base");
        (failure.Fault, service.Requests.Count).ShouldBe((ModelFault.Misconfigured, 1));
    }
}
