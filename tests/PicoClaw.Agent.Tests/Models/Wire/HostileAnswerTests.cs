using System.Text;
using CsCheck;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Mutations;

namespace PicoClaw.Agent.Tests.Models.Wire;

/// <summary>Whatever a model's service answers, the question is answered or fails with a reason of one line, and the client lives on.</summary>
public sealed class HostileAnswerTests : IAsyncDisposable
{
    private static readonly int[] Statuses = [200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 413, 429, 500, 503, 599];
    private static readonly string[] Types = ["text/event-stream", "application/json", "text/html", "application/octet-stream"];

    private static readonly string[] OpenAi =
    [
        WildWire.Events(
            """{"id":"c1","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"你好"},"finish_reason":null}]}""",
            """
            {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"t","arguments":"{\"a\":1}"}}]}}]}
            """.Trim(),
            WildWire.Stop,
            """{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12}}"""),
        """
        {"id":"c1","object":"chat.completion","created":1,"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",
         "content":"<think>x</think>good","reasoning_content":"why"}}],"usage":{"prompt_tokens":7,"completion_tokens":5}}
        """,
        """{"error":{"message":"Incorrect API key provided: sk-very-secret","type":"invalid_request_error","code":"invalid_api_key"}}""",
    ];

    private static readonly string[] Anthropic =
    [
        string.Concat(
            Named("message_start", """{"type":"message_start","message":{"id":"m1","role":"assistant","content":[],"usage":{"input_tokens":11}}}"""),
            Named("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
            Named("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"你好"}}"""),
            Named("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}}"""),
            Named("message_stop", """{"type":"message_stop"}""")),
        """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key sk-very-secret"}}""",
    ];

    private readonly ModelLab _lab = new();
    private (byte[] Body, int Status, string Type) _answer;

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("openai/gpt-5")]
    [InlineData("anthropic/claude")]
    public async Task AskAsync_CorruptedAnswer_HasADefinedOutcome(string model)
    {
        await using var service = await ModelService.StartAsync(async (_, _, response) =>
        {
            (response.StatusCode, response.ContentType) = (_answer.Status, _answer.Type);
            await (_answer.Status == 204 ? Task.CompletedTask : response.Body.WriteAsync(_answer.Body).AsTask());
        });
        _lab.Set("Agent:Defaults:MaxLlmRetries", "0");
        _lab.Set("Agent:Defaults:MaxToolIterations", "2");
        _lab.Model("main", service.Address, ("Model", model), ("ApiKeys:0", "sk-very-secret"));
        var bodies = model.StartsWith("openai", StringComparison.Ordinal) ? OpenAi : Anthropic;

        // One at a time: the service gives the answer of the sample that runs.
        await Gen.Select(Mutation.AnyOf(bodies), Mutation.AnyOf(Statuses), Mutation.AnyOf(Types), Mutation.Any.Array[1, 4]).SampleAsync(
            async (body, status, type, mutations) =>
            {
                _answer = (Mutation.Corrupt(Encoding.UTF8.GetBytes(body), mutations), status, type);
                await AskAsync();
                var asked = 0;
                while (service.Requests.TryRead(out _))
                {
                    asked++;
                }

                asked.ShouldBeInRange(1, 8);
            },
            iter: Mutation.Iterations(750),
            threads: 1,
            print: sample => $"{sample.Item2} {sample.Item3} {Convert.ToBase64String(Mutation.Corrupt(Encoding.UTF8.GetBytes(sample.Item1), sample.Item4))}");
    }

    private async Task AskAsync()
    {
        try
        {
            // The clock stands still: nothing here has to wait for it.
            (await _lab.AskAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Text.ShouldNotBeNull();
        }
        catch (Exception failure) when (failure is ModelsUnavailableException or ContextTooLongException)
        {
            var told = _lab.Services.GetService(typeof(ModelFailures)) is ModelFailures failures ? failures.Describe(failure) : "";
            told.ShouldNotBeNullOrWhiteSpace();
            told.ShouldNotContain('\n');
            failure.ToString().ShouldNotContain("sk-very-secret", Case.Sensitive);
        }
    }

    private static string Named(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}
