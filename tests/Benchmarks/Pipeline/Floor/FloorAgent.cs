using System.Text;
using System.Text.Json;

namespace Benchmarks.Pipeline.Floor;

/// <summary>Intake, start and end of a turn, a commit each; then the confirmed reply.</summary>
internal sealed class FloorAgent(FloorBroker broker, FloorStore store)
{
    public static async Task StartAsync(string broker, string store)
    {
        var agent = new FloorAgent(await FloorBroker.ConnectAsync(broker), FloorStore.Open(store));
        await agent.ConsumeAsync();
    }

    private Task ConsumeAsync() => broker.ConsumeAsync(FloorContender.AgentIntake, TakeAsync);

    private async Task TakeAsync(byte[] body, Func<ValueTask> ack)
    {
        using var message = JsonDocument.Parse(body);
        var id = message.RootElement.GetProperty("msgId").GetString()!;
        await store.CommitAsync("INSERT INTO floor.mailbox (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, Encoding.UTF8.GetString(body));
        await ack();
        await store.CommitAsync("INSERT INTO floor.turn (id, status) VALUES ($1, 'running') ON CONFLICT DO NOTHING", id);
        var reply = JsonSerializer.Serialize(new
        {
            id,
            webhook = message.RootElement.GetProperty("sessionWebhook").GetString(),
            text = $"Echo: {message.RootElement.GetProperty("text").GetProperty("content").GetString()}",
        });
        await store.CommitAsync("UPDATE floor.turn SET status = 'committed', reply = $2 WHERE id = $1", id, reply);
        await broker.SendAsync(FloorContender.EgressIntake, Encoding.UTF8.GetBytes(reply));
    }
}
