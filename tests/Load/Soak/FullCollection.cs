using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace Load.Soak;

/// <summary>Makes the runtime of another process collect all garbage, as a heap dump does.</summary>
internal static class FullCollection
{
    // The keyword GCHeapCollect: a session that begins with it begins with a full collection.
    private static readonly EventPipeProvider Collect = new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x800000);

    public static async Task RunAsync(int processId)
    {
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync([Collect], requestRundown: false, token: CancellationToken.None);
        var read = session.EventStream.CopyToAsync(Stream.Null);
        await session.StopAsync(CancellationToken.None);
        await read;
    }
}
