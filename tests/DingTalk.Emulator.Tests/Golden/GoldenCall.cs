using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Tests.Robot;

namespace DingTalk.Emulator.Tests.Golden;

// A golden HTTP call, made on an emulator with a live token and a live webhook.
internal static class GoldenCall
{
    private const string Boundary = "----------golden";

    public static async Task<Answer> MakeAsync(Talk talk, JsonNode golden)
    {
        var key = "";
        foreach (var before in golden["before"]?.AsArray() ?? [])
        {
            var answer = await SendAsync(talk, before!, key);
            answer.Status.ShouldBe((int?)before!["status"] ?? 200, answer.Body);
            key = answer.Body.Length > 0 && (string?)answer.Json["processQueryKey"] is { } sent ? sent : key;
        }

        return await SendAsync(talk, golden["call"]!, key);
    }

    private static async Task<Answer> SendAsync(Talk talk, JsonNode call, string key)
    {
        var token = await talk.Emulator.TokenAsync();
        string Fill(string text) =>
            text.Replace("{token}", token, StringComparison.Ordinal).Replace("{webhook}", talk.Webhook, StringComparison.Ordinal)
                .Replace("{key}", key, StringComparison.Ordinal);
        using var body = Body(call, key);
        var headers = (call["headers"] as JsonObject ?? []).Select(header => (header.Key, Fill((string)header.Value!)));
        return await talk.Emulator.SendAsync(
            new HttpMethod((string?)call["method"] ?? "POST"), Fill((string)call["path"]!), body, [.. headers]);
    }

    private static StringContent? Body(JsonNode call, string key) => call switch
    {
        _ when call["body"] is { } json => new StringContent(
            json.ToJsonString().Replace("{key}", key, StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        _ when (string?)call["form"] is { } form => new StringContent(
            form.Replace("{boundary}", Boundary, StringComparison.Ordinal), Encoding.UTF8,
            MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}")),
        _ => null,
    };
}
