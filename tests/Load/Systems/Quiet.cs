using System.Data.Common;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Agents;
using Load.Traffic;

namespace Load.Systems;

/// <summary>Waits until a system has nothing to do any more.</summary>
internal sealed class Quiet(BotSystem system)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    // What is open is in the stores within this time, wherever it was.
    private static readonly TimeSpan LongIdle = TimeSpan.FromSeconds(60);

    /// <summary>Returns what was still open at the end; empty if nothing was.</summary>
    public async Task<string> WithinAsync(TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        var idle = Stopwatch.StartNew();
        while (true)
        {
            var open = await OpenAsync();
            if (open.Length > 0)
            {
                idle.Restart();
            }

            if (watch.Elapsed > limit || (open.Length == 0 && (await AreAllAnsweredAsync() || idle.Elapsed > LongIdle)))
            {
                return open;
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }

    private async Task<bool> AreAllAnsweredAsync()
    {
        var record = await EmulatorRecord.ReadAsync(system.Emulator.Address);
        var answered = record.Replies.SelectMany(reply => Token.In(reply.Text)).ToHashSet();
        return record.Pushes.Where(push => push.State != "abandoned").SelectMany(push => Token.In(push.Text)).All(answered.Contains);
    }

    private async Task<string> OpenAsync()
    {
        try
        {
            using var http = new HttpClient { BaseAddress = system.Emulator.Address };
            var stats = (await http.GetFromJsonAsync<JsonNode>("/emulator/stats"))!;
            await using var agent = await system.OpenStoreAsync("agent");
            await using var egress = await system.OpenStoreAsync("egress");
            (string What, long Count)[] open =
            [
                ("messages without an ack", (long)stats["unacked"]!),
                ("messages without a turn", await agent.CountAsync("mailbox LEFT JOIN turn ON turn.turn_id = mailbox.turn_id WHERE turn.ended_at IS NULL")),
                ("replies not sent to egress", await agent.CountAsync("reply WHERE sent = 0")),
                ("replies in the outbox", await egress.CountAsync("outbox WHERE status IN ('queued', 'sending')")),
            ];
            return string.Join(", ", open.Where(one => one.Count > 0).Select(one => $"{one.Count} {one.What}"));
        }
        catch (DbException exception)
        {
            return exception.Message;
        }
    }
}
