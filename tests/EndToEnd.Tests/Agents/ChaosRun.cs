using Harness.Agents;

namespace EndToEnd.Tests.Agents;

/// <summary>
/// Fifty conversations over three replicas that are killed, paused and stopped. The seed decides what is done and when, but not the outcome.
/// </summary>
internal sealed class ChaosRun(AgentBench bench, int seed, TimeSpan length)
{
    private const int Conversations = 50;
    private const int Replicas = 3;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(12);

    private readonly List<Token> _said = [];
    private readonly Dictionary<string, int> _done = [];

    public Disruptions Disruptions { get; } = new();

    public IReadOnlyList<Token> Said => _said;

    /// <summary>How often each thing was done.</summary>
    public string Done =>
        string.Join(", ", _done.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task RunAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task Disrupt(int replica) => Task.Run(() => DisruptAsync($"r{replica}", new Random(seed * 100 + replica), end.Token), Cancel);
        Task Talk(int number) => TalkAsync(number, new Random(seed * 1000 + number), end.Token);
        var disrupting = Enumerable.Range(1, Replicas).Select(Disrupt).ToList();
        end.CancelAfter(length);
        await Task.WhenAll([.. disrupting, .. Enumerable.Range(1, Conversations).Select(Talk)]);
    }

    private async Task TalkAsync(int conversation, Random random, CancellationToken end)
    {
        for (var number = 1; await WaitAsync(random, LongestSilence, end); number++)
        {
            var token = new Token(conversation, number);
            await bench.Edges.SayAsync(token, Cancel);
            lock (_said)
            {
                _said.Add(token);
            }

            if (random.Next(10) == 0)
            {
                // As DingTalk does without an ack.
                Count("said twice");
                await bench.Edges.SayAsync(token, Cancel);
            }
        }
    }

    /// <summary>Starts and ends processes one after the other; the last one goes on.</summary>
    private async Task DisruptAsync(string name, Random random, CancellationToken end)
    {
        for (var life = 1; ; life++)
        {
            var replica = await bench.StartReadyAsync($"{name}.{life}");
            if (!await LiveAsync(replica, random, end))
            {
                return;
            }

            await WaitAsync(random, LongestAbsence, end);
        }
    }

    /// <summary>False when the run ended before the replica.</summary>
    private async Task<bool> LiveAsync(AgentReplica replica, Random random, CancellationToken end)
    {
        while (await WaitAsync(random, LongestLife, end))
        {
            replica.Process.HasExited.ShouldBeFalse(replica.Process.Output);
            switch (random.Next(10))
            {
                case < 4:
                    Count("SIGSTOP");
                    await Disruptions.AddAsync(replica.Name, async () =>
                    {
                        replica.Process.Pause();
                        await WaitAsync(random, LongestPause, end);
                        replica.Process.Resume();
                    });
                    break;
                case < 8:
                    Count("kill -9");
                    await Disruptions.AddAsync(replica.Name, replica.Process.KillAsync);
                    return true;
                default:
                    Count("SIGTERM");
                    replica.Process.Terminate();
                    (await replica.Process.ExitCodeAsync(Cancel)).ShouldBe(0, replica.Process.Output);
                    return true;
            }
        }

        return false;
    }

    private void Count(string what)
    {
        lock (_done)
        {
            _done[what] = _done.GetValueOrDefault(what) + 1;
        }
    }

    /// <summary>Waits a random time up to the longest; false when the run has ended.</summary>
    private static async Task<bool> WaitAsync(Random random, TimeSpan longest, CancellationToken end)
    {
        await Task.WhenAny(Task.Delay(longest * random.NextDouble(), end));
        return !end.IsCancellationRequested;
    }
}
