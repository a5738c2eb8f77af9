using System.Diagnostics;
using System.Globalization;

namespace PicoClaw.AppHost.Tests.Running;

/// <summary>The processes of this machine and their children: Aspire starts "dotnet run", which starts the service.</summary>
internal static class ProcessTree
{
    public static async Task<IReadOnlyList<int>> WithDescendantsAsync(IEnumerable<int> roots, CancellationToken cancellationToken)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        var lines = (await ps.StandardOutput.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await ps.WaitForExitAsync(cancellationToken);
        var children = lines
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray())
            .ToLookup(ids => ids[1], ids => ids[0]);
        var all = roots.ToList();
        for (var i = 0; i < all.Count; i++)
        {
            all.AddRange(children[all[i]]);
        }

        return all;
    }

    public static bool IsRunning(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
