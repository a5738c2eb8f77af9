using System.Globalization;

namespace Load;

/// <summary>Processor time of a process and of all that it has started; of /proc, so on Linux.</summary>
internal static class CpuMeter
{
    // Of every kernel that is in use: USER_HZ.
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

    // Its own time and that of the children it has seen end; null when it has just ended itself.
    private static (int Id, int Parent, double Seconds)? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));

            // "id (name) state parent …", and a name may hold anything.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields.Skip(FirstTime).Take(4).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), int.Parse(fields[Parent], CultureInfo.InvariantCulture), ticks / TicksPerSecond);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
