using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Load.Systems;
using Load.Traffic;

namespace Load.Notify;

/// <summary>notify [--messages N] [--people N] [--seconds N] [--rate N]: what notifications to many people cost those who talk with the bot.</summary>
internal static class NotifyCommand
{
    private const string Token = "token-of-load";
    private const int Conversations = 50;
    private const double MostGrowth = 0.5;

    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(4);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Read(arguments, ["messages", "people", "seconds", "rate"], []);
        var alone = await RunAsync("alone", options, messages: 0);
        var beside = await RunAsync("beside notifications", options, options.Number("messages", 20));
        var growth = beside.Median - alone.Median;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the median answer takes {growth:0.000} s longer; {beside.Throttles} throttles"));
        return growth < MostGrowth && alone.Holds && beside.Holds ? 0 : 1;
    }

    private static async Task<(double Median, long Throttles, bool Holds)> RunAsync(string name, Options options, int messages)
    {
        await using var system = await BotSystem.StartGatewayAsync(new SystemSetup { Token = Token });
        var talk = new Talk(system.DingTalk, Conversations, seed: 1);
        var people = options.Number("people", 500);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(options.Number("seconds", 40)));
        var watch = Stopwatch.StartNew();
        var talking = talk.RunAsync(options.Number("rate", 5), end.Token);
        using var http = new HttpClient { BaseAddress = system.Services[0].Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var ids = new List<string>();
        for (var message = 0; message < messages; message++)
        {
            ids.Add(await PostAsync(http, message, people));
        }

        var taken = watch.Elapsed;
        await talking;
        var open = await new Quiet(system).WithinAsync(Settle);
        var sent = 0;
        foreach (var id in ids)
        {
            var status = (await http.GetFromJsonAsync<JsonNode>($"v1/messages/{id}"))!;
            sent += (int)status["counts"]!["sent"]!;
        }

        var record = await EmulatorRecord.ReadAsync(system.Emulator.Address);
        var tally = new Tally(record);
        using var emulator = new HttpClient { BaseAddress = system.Emulator.Address };
        var throttles = (long)(await emulator.GetFromJsonAsync<JsonNode>("/emulator/stats"))!["throttled"]!;
        var waits = tally.Answered.Select(answered => answered.Waited.TotalSeconds).Order().ToList();
        var notices = record.Replies.Where(reply => reply.Text.StartsWith("Notice ", StringComparison.Ordinal)).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {tally.Said} said, {tally.Lost.Count} lost, {tally.Doubled.Count} doubled; answered after {waits[waits.Count / 2]:0.000} s "
            + $"(median), {waits[waits.Count * 95 / 100]:0.000} s (p95), {waits[^1]:0.000} s (longest)"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {messages} notifications to {people} people taken in {taken.TotalSeconds:0.0} s, {sent} recipients sent, {notices.Count} arrived in "
            + $"{notices.Select(notice => notice.CallId).Distinct().Count()} calls; {throttles} throttles; open: {(open.Length == 0 ? "nothing" : open)}"));
        var holds = tally is { Lost.Count: 0, Doubled.Count: 0 } && throttles == 0 && open.Length == 0 && sent == messages * people && notices.Count == sent;
        return (waits[waits.Count / 2], throttles, holds);
    }

    private static async Task<string> PostAsync(HttpClient http, int message, int people)
    {
        var to = Enumerable.Range(0, people).Select(number => $"staff{number}").ToArray();
        var body = new { to, markdown = $"Notice {message}: the canteen is closed", idempotencyKey = $"{message}" };
        using var answer = await http.PostAsJsonAsync("v1/messages", body);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }
}
