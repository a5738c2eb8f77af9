using System.Globalization;
using Harness.Agents;
using Load.Egress;
using Load.Traffic;

namespace Load.Steady;

/// <summary>How long messages took from place to place.</summary>
internal sealed class Hops
{
    private readonly Dictionary<string, List<TimeSpan>> _hops = [];

    /// <param name="record">What was said and heard.</param>
    /// <param name="calls">When the model was asked.</param>
    /// <param name="of">Which messages count.</param>
    public Hops(EmulatorRecord record, IReadOnlyList<ModelCall> calls, Func<Push, bool> of)
    {
        var asked = First(calls.SelectMany(call => call.Said.Select(token => (token, call))));
        var heard = First(record.Replies.OrderBy(reply => reply.Sequence).SelectMany(reply => Token.In(reply.Text).Select(token => (token, reply))));
        foreach (var push in record.Pushes.Where(of))
        {
            var token = Token.In(push.Text).Single();
            if (push is { PushedAt: { } pushed, AckMs: { } ms } && asked.TryGetValue(token, out var call) && heard.TryGetValue(token, out var reply))
            {
                var acked = pushed + TimeSpan.FromMilliseconds(ms);
                Add("push to ack", acked - pushed);
                Add("ack to model", call.StartedAt - acked);
                Add("model", call.EndedAt!.Value - call.StartedAt);
                Add("model to DingTalk", reply.ReceivedAt - call.EndedAt.Value);
                Add("all", reply.ReceivedAt - push.SaidAt);
            }
        }
    }

    public static string Head => "| phase | hop | messages | p50 ms | p99 ms | max ms |\n|---|---|---:|---:|---:|---:|";

    public IEnumerable<string> Rows(string phase) => _hops.Select(hop => string.Create(
        CultureInfo.InvariantCulture,
        $"| {phase} | {hop.Key} | {hop.Value.Count} | {Ms(hop.Value, 0.5):0} | {Ms(hop.Value, 0.99):0} | {hop.Value.Max().TotalMilliseconds:0} |"));

    /// <summary>For JSON: p50, p99 and the longest, in milliseconds.</summary>
    public Dictionary<string, double[]> Figures() => _hops.ToDictionary(
        hop => hop.Key, hop => new[] { Ms(hop.Value, 0.5), Ms(hop.Value, 0.99), Math.Round(hop.Value.Max().TotalMilliseconds) });

    private static Dictionary<Token, T> First<T>(IEnumerable<(Token Token, T Value)> all) =>
        all.GroupBy(one => one.Token).ToDictionary(ones => ones.Key, ones => ones.First().Value);

    private static double Ms(IReadOnlyList<TimeSpan> times, double part) => Math.Round(Arrivals.Percentile(times, part).TotalMilliseconds);

    private void Add(string hop, TimeSpan time)
    {
        if (!_hops.TryGetValue(hop, out var times))
        {
            _hops[hop] = times = [];
        }

        times.Add(time);
    }
}
