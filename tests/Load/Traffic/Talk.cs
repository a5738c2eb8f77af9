using System.Diagnostics;
using Harness.Agents;
using Harness.Emulators;

namespace Load.Traffic;

/// <summary>People who say numbered messages in many conversations, half of them groups, and wait for nothing.</summary>
internal sealed class Talk(EmulatorClient dingTalk, int conversations, int seed)
{
    private readonly Random _random = new(seed);
    private readonly int[] _said = new int[conversations + 1];

    public int Count => _said.Sum();

    /// <summary>Says messages at a rate until the end.</summary>
    public async Task RunAsync(double perSecond, CancellationToken end)
    {
        var watch = Stopwatch.StartNew();
        for (var number = 1; !end.IsCancellationRequested; number++)
        {
            await SayAsync(_random.Next(1, conversations + 1));
            var due = TimeSpan.FromSeconds(number / perSecond) - watch.Elapsed;
            if (due > TimeSpan.Zero)
            {
                await Task.WhenAny(Task.Delay(due, TimeProvider.System, end));
            }
        }
    }

    /// <summary>Says as many messages as there are, at once.</summary>
    public Task BurstAsync(int messages) => Task.WhenAll(
        Enumerable.Range(0, messages).GroupBy(number => 1 + (number % conversations)).Select(async conversation =>
        {
            foreach (var _ in conversation)
            {
                await SayAsync(conversation.Key);
            }
        }));

    // Each message of a group has another sender: what a bot allows one person is not in question here.
    private async Task SayAsync(int conversation)
    {
        var token = new Token(conversation, ++_said[conversation]);
        var isGroup = conversation % 2 == 0;
        await dingTalk.SayAsync(
            new
            {
                text = $"please keep {token}",
                conversationType = isGroup ? "2" : "1",
                conversationId = $"cid{conversation}==",
                senderStaffId = isGroup ? $"user{conversation}-{token.Number % 20}" : $"user{conversation}",
                replies = 0,
                waitSeconds = 0,
            },
            CancellationToken.None);
    }
}
