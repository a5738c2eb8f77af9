using System.Diagnostics;
using Harness.Agents;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Agents;

/// <summary>Stop, pressed on a card and written, over three replicas.</summary>
public sealed class AgentStopTests
{
    private const int Conversations = 6;

    private readonly HeldModel _model = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Stop_PressedAndWritten_ReachesEachTurnWhereverItRuns_AlsoWhenTheStoreIsAway()
    {
        await using var server = await PrivateServer.StartPostgresAsync();
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync, store: server.Address);
        var setup = bench.Setup with { LeaseTime = TimeSpan.FromSeconds(30), SafetyMargin = TimeSpan.FromSeconds(3), MaxLanes = 2 };
        await Task.WhenAll(new[] { "a", "b", "c" }.Select(name => bench.StartReadyAsync(name, setup)));
        for (var conversation = 1; conversation <= Conversations; conversation++)
        {
            await AskAsync(bench, new Token(conversation, 1));
        }

        bench.Model.Calls.Select(call => call.Replica).Distinct().Count().ShouldBe(3);
        for (var conversation = 1; conversation <= Conversations; conversation++)
        {
            var isPressed = conversation % 2 == 1;
            var replyId = await ReplyIdAsync(server, conversation);
            var since = Stopwatch.StartNew();
            await (isPressed
                ? bench.Edges.PressAsync(Press(conversation, replyId), Cancel)
                : bench.Edges.SayAsync(new Token(conversation, 2), Cancel, "/stop"));
            await StoppedAsync(bench, replyId);
            TestContext.Current.TestOutputHelper?.WriteLine($"{(isPressed ? "pressed" : "written")}: stopped after {since.ElapsedMilliseconds} ms");
        }

        await AskAsync(bench, new Token(1, 3));
        var last = await ReplyIdAsync(server, 1);
        await server.KillAsync();
        await bench.Edges.PressAsync(Press(1, last), Cancel);
        await server.StartAsync();
        await StoppedAsync(bench, last);

        bench.Edges.Replies.Count.ShouldBe(Conversations + 1);
        ((long)(await TestPostgres.ExecuteAsync("SELECT count(*) FROM agent.turn WHERE status <> 'cancelled'", server.Address))!).ShouldBe(0);
    }

    private static async Task AskAsync(AgentBench bench, Token token)
    {
        await bench.Edges.SayAsync(token, Cancel);
        await bench.CalledAsync(call => call.Said.Contains(token));
    }

    private static async Task<Guid> ReplyIdAsync(PrivateServer server, int conversation) => Guid.Parse((string)(await TestPostgres.ExecuteAsync(
        $"SELECT reply_id FROM agent.turn WHERE status = 'running' AND lane_key = 'dingtalk:acme:cid{conversation}=='", server.Address))!);

    private static async Task StoppedAsync(AgentBench bench, Guid replyId)
    {
        while (true)
        {
            if (bench.Edges.Replies.All.FirstOrDefault(one => one.Id == replyId) is { } reply)
            {
                ReplyLog.Text(reply).ShouldBe("Stopped.");
                return;
            }

            await Task.Delay(5, Cancel);
        }
    }

    private static ActionReceived Press(int conversation, Guid replyId) => new()
    {
        Id = DeterministicId.From("press", replyId.ToString()),
        Channel = "dingtalk",
        Account = "acme",
        ReplyId = replyId,
        Sender = new Sender { Id = $"user{conversation}" },
        Kind = ActionKind.Stop,
        ReceivedAt = TimeProvider.System.GetUtcNow(),
    };
}
