using System.Globalization;

namespace Harness.Processes;

/// <summary>Processor time of a process and its children; reads /proc, so Linux only.</summary>
internal static class CpuMeter
{
    // USER_HZ, the same on every kernel in use.
    private const double TicksPerSecond = 100;
    private const int Parent = 1;
    private const int FirstTime = 11;

    public static double Seconds(int root)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            .Select(Read).OfType<(int Id, int Parent, double Seconds)>().ToDictionary(process => process.Id);
        return all.Values.Where(process => Descends(process.Id)).Sum(process => process.Seconds);

        bool Descends(int id) => id == root || (all.TryGetValue(id, out var process) && Descends(process.Parent));
    }

    /// <summary>Busy and all time of the machine, in seconds of one processor.</summary>
    public static (double Busy, double All) Machine()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToArray();
        var (idle, all) = (ticks[3] + ticks[4], ticks.Take(8).Sum());
        return ((all - idle) / TicksPerSecond, all / TicksPerSecond);
    }

    // The time of the process and of its children that have ended; null when the process has just ended.
    private static (int Id, int Parent, double Seconds)? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));

            // "id (name) state parent …", and the name may contain anything.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields.Skip(FirstTime).Take(4).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            var id = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
            return (id, int.Parse(fields[Parent], CultureInfo.InvariantCulture), ticks / TicksPerSecond);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
