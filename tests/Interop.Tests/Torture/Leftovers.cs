using System.Net.NetworkInformation;

namespace Interop.Tests.Torture;

// Finds what a run leaves behind: objects that a pending read, a timer or a list still refers to, and timers of the process.
internal sealed class Leftovers
{
    private readonly long _timers = Timer.ActiveCount;
    private readonly List<(string Name, WeakReference Reference)> _watched = [];

    public void Watch(string name, object watched) => _watched.Add((name, new WeakReference(watched)));

    // A pending wait would keep its waiter alive, and with it the client and its handler.
    public async Task ShouldBeGoneAsync()
    {
        await Patience.UntilAsync(() => !Alive().Any(), () => $"still referred to: {string.Join(", ", Alive())}");
        await Patience.UntilAsync(() => Timer.ActiveCount <= _timers, () => $"{_timers} timers were active before, {Timer.ActiveCount} are now");
    }

    // Both ends of a connection are in this process; one end is enough.
    public static int ConnectionsTo(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.RemoteEndPoint.Port == port && connection.State is TcpState.Established or TcpState.CloseWait);

    // What a full collection has just left alive. The total memory of the moment is off by megabytes while other threads allocate or a collection
    // runs in the background.
    public static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        var left = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return left.HeapSizeBytes - left.FragmentedBytes;
    }

    private IEnumerable<string> Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return _watched.Where(watched => watched.Reference.IsAlive).Select(watched => watched.Name);
    }
}
