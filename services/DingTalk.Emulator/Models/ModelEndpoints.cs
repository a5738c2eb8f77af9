using System.Text.Json;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Models;

// POST /v1/chat/completions in OpenAI's shape, and GET /emulator/model with the requests so far.
internal sealed class ModelEndpoints(ModelLog log, FaultStore faults, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int MaxBytes = 8 * 1024 * 1024;
    private const int WordsPerChunk = 4;

    public IResult Log() => TypedResults.Json(log.Read(), EmulatorJson.Shared.ModelLogAnswer);

    public async Task<IResult> CompleteAsync(HttpContext http)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        if (root is null || ChatRequest.Parse(root, out problem) is not { } request)
        {
            return ModelError.Result(400, "invalid_request_error", $"The request cannot be read: {problem}.");
        }

        var sequence = log.Started(request);
        var status = 499;
        try
        {
            var fault = faults.TryTake(FaultNames.Model);
            await DelayAsync(fault?.Part("latencyMs") ?? 0, http.RequestAborted);
            status = fault?.Part("status") ?? 200;
            return status >= 400
                ? ModelError.Result(status, status == 429 ? "rate_limit_error" : "server_error", "a fault of the emulator")
                : await AnswerAsync(http, request, sequence);
        }
        finally
        {
            log.Ended(sequence, status);
        }
    }

    private async Task DelayAsync(int milliseconds, CancellationToken aborted)
    {
        if (milliseconds > 0)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, ended.Token);
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http, ChatRequest request, long sequence)
    {
        var answer = ScriptedModel.Answer(request.Messages);
        var usage = ScriptedModel.Usage(request.Messages, answer);
        if (request.Stream)
        {
            await StreamAsync(http, request, sequence, answer, usage);
            return Results.Empty;
        }

        var choice = new ChatChoice(0, "stop") { Message = new ModelMessage("assistant", answer) };
        return TypedResults.Json(Completion(request, sequence, "chat.completion", [choice], usage), EmulatorJson.Shared.ChatCompletion);
    }

    private async Task StreamAsync(HttpContext http, ChatRequest request, long sequence, string answer, ChatUsage usage)
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var choice in Deltas(answer))
        {
            await WriteAsync(http, Completion(request, sequence, "chat.completion.chunk", [choice], null));
        }

        if (request.IncludeUsage)
        {
            await WriteAsync(http, Completion(request, sequence, "chat.completion.chunk", [], usage));
        }

        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private static IEnumerable<ChatChoice> Deltas(string answer)
    {
        yield return new ChatChoice(0, null) { Delta = new ChatDelta("assistant", "") };
        foreach (var words in answer.Split(' ').Select((word, index) => index == 0 ? word : $" {word}").Chunk(WordsPerChunk))
        {
            yield return new ChatChoice(0, null) { Delta = new ChatDelta(Content: string.Concat(words)) };
        }

        yield return new ChatChoice(0, "stop") { Delta = new ChatDelta() };
    }

    private static async Task WriteAsync(HttpContext http, ChatCompletion chunk)
    {
        await http.Response.WriteAsync(
            $"data: {JsonSerializer.Serialize(chunk, EmulatorJson.Shared.ChatCompletion)}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private ChatCompletion Completion(
        ChatRequest request, long sequence, string kind, IReadOnlyList<ChatChoice> choices, ChatUsage? usage) =>
        new($"chatcmpl-{sequence}", kind, time.GetUtcNow().ToUnixTimeSeconds(), request.Model, choices) { Usage = usage };
}
