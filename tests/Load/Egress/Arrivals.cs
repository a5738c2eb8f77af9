using System.Text.Json.Nodes;

namespace Load.Egress;

/// <summary>The calls that the emulator has received.</summary>
internal sealed class Arrivals(Uri emulator) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _http = new() { BaseAddress = emulator };
    private readonly HashSet<Conversation.Token> _seen = [];
    private long _since;

    /// <summary>In the order of arrival.</summary>
    public List<(DateTimeOffset At, IReadOnlyList<Conversation.Token> Tokens)> Calls { get; } = [];

    /// <summary>The number of different replies.</summary>
    public int Replies => _seen.Count;

    public IReadOnlyList<DateTimeOffset> Times => [.. Calls.Select(call => call.At)];

    /// <summary>Tokens that arrived more than once.</summary>
    public IReadOnlyList<Conversation.Token> Doubled =>
        [.. Calls.SelectMany(call => call.Tokens).GroupBy(token => token).Where(group => group.Count() > 1).Select(group => group.Key)];

    /// <summary>Conversations whose replies, without repeats, did not arrive in sequence from 1 without a gap.</summary>
    public IReadOnlyList<int> OutOfSequence =>
    [
        .. Calls.SelectMany(call => call.Tokens).GroupBy(token => token.Conversation)
            .Where(group => !group.Select(token => token.Sequence).Distinct().SequenceEqual(Enumerable.Range(1, group.Max(token => token.Sequence))))
            .Select(group => group.Key),
    ];

    public TimeSpan LongestPause => Times.Zip(Times.Skip(1), (first, second) => second - first).DefaultIfEmpty().Max();

    public static TimeSpan Percentile(IEnumerable<TimeSpan> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
    }

    /// <summary>When each reply first arrived.</summary>
    public IReadOnlyDictionary<Conversation.Token, DateTimeOffset> FirstTimes()
    {
        var first = new Dictionary<Conversation.Token, DateTimeOffset>();
        foreach (var (at, tokens) in Calls)
        {
            foreach (var token in tokens)
            {
                first.TryAdd(token, at);
            }
        }

        return first;
    }

    public Task UntilAsync(int replies) => UntilAsync(() => Replies >= replies);

    public Task UntilCallsAsync(int calls) => UntilAsync(() => Calls.Count >= calls);

    public async Task<JsonObject> StatsAsync() =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri("/emulator/stats", UriKind.Relative)))!.AsObject();

    public async Task FaultAsync(string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("/emulator/faults", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task UntilAsync(Func<bool> done)
    {
        var last = (Calls.Count, At: TimeProvider.System.GetTimestamp());
        while (true)
        {
            await ReadAsync();
            if (done())
            {
                return;
            }

            if (Calls.Count > last.Count)
            {
                last = (Calls.Count, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(last.At) > Patience)
            {
                throw new TimeoutException($"no call for {Patience}; {Replies} replies in {Calls.Count} calls so far");
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }

    private async Task ReadAsync()
    {
        var answer = JsonNode.Parse(await _http.GetStringAsync(new Uri($"/emulator/transcript?since={_since}", UriKind.Relative)))!;
        _since = (long)answer["sequence"]!;
        foreach (var reply in answer["replies"]!.AsArray())
        {
            List<Conversation.Token> tokens = [.. Conversation.TokensIn((string)reply!["text"]!)];
            Calls.Add((DateTimeOffset.Parse((string)reply["receivedAt"]!, System.Globalization.CultureInfo.InvariantCulture), tokens));
            _seen.UnionWith(tokens);
        }
    }
}
