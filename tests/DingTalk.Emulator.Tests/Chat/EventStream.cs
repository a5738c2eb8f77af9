using System.Text.Json.Nodes;
using PicoClaw.Tests.Clocks;

namespace DingTalk.Emulator.Tests.Chat;

// Reads Server-Sent Events as a browser does.
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventStream(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _reader = new StreamReader(body);
    }

    public string LastId { get; private set; } = "";

    public List<string> Kinds { get; } = [];

    public static async Task<EventStream> OpenAsync(TestEmulator emulator, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/emulator/events");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var response = await emulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestEmulator.Stop);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventStream(response, await response.Content.ReadAsStreamAsync(TestEmulator.Stop));
    }

    // The data of the next event of this kind; others are skipped.
    public async Task<JsonNode> NextAsync(string kind)
    {
        using var limit = TestDeadline.In(TestEmulator.Patience);
        var (current, data) = ("", "");
        while (await _reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length == 0 && current.Length > 0)
            {
                Kinds.Add(current);
                if (current == kind)
                {
                    return JsonNode.Parse(data)!;
                }

                current = "";
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                LastId = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                current = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line[6..];
            }
        }

        throw new InvalidOperationException($"the stream ended before a {kind}");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
