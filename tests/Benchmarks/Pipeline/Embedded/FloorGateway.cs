using System.Net.Http.Json;
using System.Text.Json;
using Benchmarks.Pipeline.Floor;

namespace Benchmarks.Pipeline.Embedded;

/// <summary>Frame, a number of durable commits in two files, and the reply: the first commit before the ack, the last after the reply.</summary>
internal sealed class FloorGateway(FloorDatabase agent, FloorDatabase egress, int commits, HttpClient http)
{
    public const int FewestCommits = 4;

    public static async Task StartAsync(int commits, string folder, Uri dingTalk)
    {
        var gateway = new FloorGateway(
            new FloorDatabase(Path.Combine(folder, "agent.db")), new FloorDatabase(Path.Combine(folder, "egress.db")), commits, new HttpClient());
        var link = await FloorLink.OpenAsync(dingTalk);
        _ = link.ReadAsync(gateway.TakeAsync);
    }

    private async Task TakeAsync(string data, Func<Task> ack)
    {
        using var message = JsonDocument.Parse(data);
        var id = message.RootElement.GetProperty("msgId").GetString()!;
        agent.Insert(id, data);
        await ack();
        var text = $"Echo: {message.RootElement.GetProperty("text").GetProperty("content").GetString()}";
        var between = commits - 3;
        Repeat(between / 2, () => agent.Update(id));
        egress.Insert(id, text);
        Repeat(between - between / 2, () => egress.Update(id));
        var reply = new { msgtype = "markdown", markdown = new { title = "Echo", text } };
        using var answer = await http.PostAsJsonAsync(new Uri(message.RootElement.GetProperty("sessionWebhook").GetString()!), reply);
        answer.EnsureSuccessStatusCode();
        egress.Update(id);
    }

    private static void Repeat(int times, Action commit)
    {
        for (var i = 0; i < times; i++)
        {
            commit();
        }
    }
}
