using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

if (args.Length != 2 || Environment.GetEnvironmentVariable("PICOCLAW_SEND_TOKEN") is not { Length: > 0 } token)
{
    await Console.Error.WriteLineAsync("Set PICOCLAW_SEND_TOKEN to a client's token and write: dotnet run --project samples/Notify -- USER_ID TEXT");
    return 1;
}

using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("PICOCLAW_URL") ?? "http://127.0.0.1:18790") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

// One key for all attempts: whatever became of the first, it is sent once.
var body = new { to = new[] { args[0] }, markdown = args[1], idempotencyKey = Guid.NewGuid().ToString() };
var (status, accepted) = await PostAsync();
for (var attempt = 2; attempt <= 5 && status is null or >= HttpStatusCode.InternalServerError; attempt++)
{
    await Task.Delay(TimeSpan.FromSeconds(attempt), TimeProvider.System);
    (status, accepted) = await PostAsync();
}

if (status != HttpStatusCode.Accepted)
{
    await Console.Error.WriteLineAsync((string?)accepted?["detail"] ?? $"{http.BaseAddress} does not answer. Start the gateway, or set PICOCLAW_URL.");
    return 1;
}

while (true)
{
    var message = await http.GetFromJsonAsync<JsonNode>($"v1/messages/{accepted!["id"]}");
    var recipient = message!["recipients"]![0]!;
    if ((string?)recipient["status"] != "queued")
    {
        Console.WriteLine($"{recipient["status"]} {recipient["at"]} {recipient["reason"]}".TrimEnd());
        return (string?)recipient["status"] == "sent" ? 0 : 1;
    }

    await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
}

async Task<(HttpStatusCode? Status, JsonNode? Body)> PostAsync()
{
    try
    {
        using var answer = await http.PostAsJsonAsync("v1/messages", body);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonNode>());
    }
    catch (HttpRequestException)
    {
        return (null, null);
    }
}
