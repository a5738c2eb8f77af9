using System.Globalization;

namespace Load.Startup;

/// <summary>The memory of a process in MiB: resident, proportional (shared pages divided among their users), and private dirty.</summary>
internal sealed record Memory(double Resident, double Proportional, double Own)
{
    private const double KibInMib = 1024;

    /// <summary>Reads /proc, so Linux only.</summary>
    public static Memory Of(int process)
    {
        var fields = File.ReadLines($"/proc/{process}/smaps_rollup").Skip(1)
            .Select(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(field => field[0], field => double.Parse(field[1], CultureInfo.InvariantCulture) / KibInMib);
        return new Memory(fields["Rss"], fields["Pss"], fields["Private_Dirty"]);
    }
}
