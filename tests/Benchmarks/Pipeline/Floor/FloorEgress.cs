using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Benchmarks.Pipeline.Floor;

/// <summary>Intake, begin and outcome of a call, a commit each; between the last two the call.</summary>
internal sealed class FloorEgress(FloorBroker broker, FloorStore store, HttpClient http)
{
    public static async Task StartAsync(string broker, string store)
    {
        var egress = new FloorEgress(await FloorBroker.ConnectAsync(broker), FloorStore.Open(store), new HttpClient());
        await egress.ConsumeAsync();
    }

    private Task ConsumeAsync() => broker.ConsumeAsync(FloorContender.EgressIntake, TakeAsync);

    private async Task TakeAsync(byte[] body, Func<ValueTask> ack)
    {
        using var reply = JsonDocument.Parse(body);
        var id = reply.RootElement.GetProperty("id").GetString()!;
        await store.CommitAsync(
            "INSERT INTO floor.outbox (id, status, body) VALUES ($1, 'queued', $2) ON CONFLICT DO NOTHING", id, Encoding.UTF8.GetString(body));
        await ack();
        await store.CommitAsync("UPDATE floor.outbox SET status = 'sending' WHERE id = $1", id);
        var message = new { msgtype = "markdown", markdown = new { title = "Echo", text = reply.RootElement.GetProperty("text").GetString() } };
        using var answer = await http.PostAsJsonAsync(new Uri(reply.RootElement.GetProperty("webhook").GetString()!), message);
        answer.EnsureSuccessStatusCode();
        await store.CommitAsync("UPDATE floor.outbox SET status = 'sent' WHERE id = $1", id);
    }
}
