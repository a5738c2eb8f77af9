using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Emulators;

/// <summary>Writes and reads as the people in the emulator's DingTalk do.</summary>
internal sealed class EmulatorClient(Uri address) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    public async Task<Said> SayAsync(object say, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync("/emulator/say", say, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<Said>(body, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException(body);
    }

    public async Task<Transcript> TranscriptAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<Transcript>("/emulator/transcript", cancellationToken))!;

    /// <summary>How many cards still look unfinished.</summary>
    public async Task<int> OpenCardsAsync(CancellationToken cancellationToken)
    {
        var stats = (await _http.GetFromJsonAsync<JsonNode>("/emulator/stats", cancellationToken))!;
        return stats["cards"]!["open"]!.AsObject().Sum(app => (int)app.Value!);
    }

    /// <summary>What bots have put on people's messages, and not taken back.</summary>
    public async Task<IReadOnlyList<string>> ReactionsAsync(CancellationToken cancellationToken)
    {
        var transcript = (await _http.GetFromJsonAsync<JsonNode>("/emulator/transcript", cancellationToken))!;
        return [.. transcript["pushes"]!.AsArray().SelectMany(push => push!["emotions"]?.AsArray() ?? []).Select(one => (string)one!)];
    }

    /// <summary>Everything that the bots have said so far.</summary>
    public async Task<IReadOnlyList<Reply>> RepliesAsync(CancellationToken cancellationToken) => (await TranscriptAsync(cancellationToken)).Replies;

    /// <summary>A person presses something on a card.</summary>
    public async Task PressAsync(string app, object card, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync("/emulator/push", new { app, card }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The bytes of an uploaded file.</summary>
    public Task<byte[]> FileAsync(string mediaId, CancellationToken cancellationToken) =>
        _http.GetByteArrayAsync($"/emulator/media?id={Uri.EscapeDataString(mediaId)}", cancellationToken);

    public async Task FaultAsync(object fault, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync("/emulator/faults", fault, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the emulator's model has received a text.</summary>
    public async Task ModelReceivedAsync(string text, CancellationToken cancellationToken)
    {
        while (!(await _http.GetStringAsync("/emulator/model", cancellationToken)).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
