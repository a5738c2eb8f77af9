using System.Globalization;

namespace Load.Startup;

/// <summary>What a process holds, in MiB: all that it touches, that with shared pages divided among those who share them, and what it has written, which is nobody else's.</summary>
internal sealed record Memory(double Resident, double Proportional, double Own)
{
    private const double KibInMib = 1024;

    /// <summary>Of /proc, so on Linux.</summary>
    public static Memory Of(int process)
    {
        var fields = File.ReadLines($"/proc/{process}/smaps_rollup").Skip(1)
            .Select(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(field => field[0], field => double.Parse(field[1], CultureInfo.InvariantCulture) / KibInMib);
        return new Memory(fields["Rss"], fields["Pss"], fields["Private_Dirty"]);
    }
}
