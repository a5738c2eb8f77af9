using System.Net;
using System.Net.Sockets;

namespace Harness.Processes;

/// <summary>
/// Ports for services that start later. The system gives none of them to a client, or to a server that names no port, in the meantime, and none is given
/// twice.
/// </summary>
internal static class Ports
{
    // Above those of eng/server.sh, below those of the system.
    private const int First = 30_000;
    private const int Count = 2700;

    private static int _last = Random.Shared.Next(Count);

    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"Something listens at each port from {First} to {First + Count - 1}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
