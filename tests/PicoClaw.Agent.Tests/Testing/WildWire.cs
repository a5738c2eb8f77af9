using Microsoft.AspNetCore.Http;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Answers as real services write them, byte for byte.</summary>
internal static class WildWire
{
    public const string Stop = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private const string EventStream = "text/event-stream";

    /// <summary>Answers every request with the same text.</summary>
    public static Task<ModelService> AnsweringAsync(string body, string type = EventStream) =>
        ModelService.StartAsync((_, _, response) => WriteAsync(response, body, type));

    /// <summary>Answers the first request with the body, and says "good" to later ones.</summary>
    public static Task<ModelService> FirstAsync(string body, string type = EventStream, int status = 200) =>
        ModelService.StartAsync((number, request, response) =>
        {
            response.StatusCode = number == 1 ? status : 200;
            return number == 1 ? WriteAsync(response, body, type) : OpenAiWire.SayAsync(response, request, "good");
        });

    /// <summary>The events of a stream.</summary>
    public static string Events(params IEnumerable<string> data) =>
        string.Concat(data.Select(one => $"data: {one}\n\n")) + "data: [DONE]\n\n";

    /// <summary>A stream of one choice's deltas that ends well.</summary>
    public static string Deltas(params IEnumerable<string> deltas) =>
        Events([.. deltas.Select(delta => $$"""{"choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}"""), Stop]);

    public static async Task WriteAsync(HttpResponse response, string body, string type = EventStream)
    {
        response.ContentType = type;
        await response.WriteAsync(body, response.HttpContext.RequestAborted);
    }
}
