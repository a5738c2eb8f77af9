using System.Text.Json;

namespace Load.Chaos.Schedules;

/// <summary>The faults of a run. The same seed, length and draws give the same schedule.</summary>
internal sealed record Schedule(int Seed, int Seconds, IReadOnlyList<Fault> Faults)
{
    // Before, the system only starts to work; after the last fault, a target rests.
    private const double Calm = 5;
    private const double Rest = 2;
    private const double LongestGap = 6;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Schedule From(int seed, int seconds, IReadOnlyList<Draw> draws)
    {
        var random = new Random(seed);
        var faults = new List<Fault>();
        var all = draws.Where(draw => draw.Targets.Count > 0).ToList();
        for (var at = Calm; at < seconds; at += Math.Round(LongestGap * random.NextDouble(), 1))
        {
            var draw = Choose(all, random);
            var target = draw.Targets[random.Next(draw.Targets.Count)];
            var lasts = Math.Round(draw.Shortest + ((draw.Longest - draw.Shortest) * random.NextDouble()), 1);
            var fault = new Fault(Math.Round(at, 1), draw.Kind, target, lasts);
            if (fault.End <= seconds && !faults.Exists(other => Collides(other, fault, draw)))
            {
                faults.Add(fault);
            }
        }

        return new Schedule(seed, seconds, faults);
    }

    public static async Task<Schedule> ReadAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<Schedule>(file)
            ?? throw new InvalidDataException($"{path} holds no schedule: write one with --save, or let a failing run write it.");
    }

    public Task WriteAsync(string path) => File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, Indented));

    private static bool Collides(Fault other, Fault fault, Draw draw) =>
        other.Target == fault.Target && (draw.Alone || other.Kind == fault.Kind) && other.End + Rest > fault.At;

    private static Draw Choose(IReadOnlyList<Draw> draws, Random random)
    {
        var left = random.Next(draws.Sum(draw => draw.Weight));
        return draws.First(draw => (left -= draw.Weight) < 0);
    }
}
