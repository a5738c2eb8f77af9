using System.Net.Http.Json;

namespace EndToEnd.Tests.Traffic;

/// <summary>Speaks and listens as the people in DingTalk do.</summary>
internal sealed class EmulatorClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    public async Task<Said> SayAsync(object say, CancellationToken cancellationToken)
    {
        var answer = await _http.PostAsJsonAsync("/emulator/say", say, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? System.Text.Json.JsonSerializer.Deserialize<Said>(body, System.Text.Json.JsonSerializerOptions.Web)! : throw new InvalidOperationException(body);
    }

    public async Task<IReadOnlyList<Reply>> RepliesAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<Transcript>("/emulator/transcript", cancellationToken))!.Replies;

    public async Task FaultAsync(object fault, CancellationToken cancellationToken) =>
        (await _http.PostAsJsonAsync("/emulator/faults", fault, cancellationToken)).EnsureSuccessStatusCode();

    public void Dispose() => _http.Dispose();
}
