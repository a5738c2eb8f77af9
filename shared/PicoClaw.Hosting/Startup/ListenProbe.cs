using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Startup;

/// <summary>
/// Checks that the process can listen on its addresses. The web server starts last, when the process would already have connected to its
/// platform and begun to work.
/// </summary>
public static class ListenProbe
{
    /// <exception cref="ConfigException">It cannot; the message names <paramref name="setting"/>.</exception>
    public static void Check(IEnumerable<string> addresses, string setting)
    {
        foreach (var address in addresses)
        {
            try
            {
                Bind(BindingAddress.Parse(address));
            }
            catch (SocketException refused)
            {
                throw Refusal(address, refused, setting);
            }
        }
    }

    internal static ConfigException Refusal(string addresses, Exception refused, string setting)
    {
        var reason = refused.GetBaseException().Message.TrimEnd('.');
        var remedy = refused.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
            ? "Another program has that port, perhaps a PicoClaw that still runs: stop it, or set"
            : "Set";
        return new ConfigException(
            $"Cannot listen on {addresses} ({reason}). {remedy} {setting} to an address of this machine and a free port.", refused);
    }

    private static void Bind(BindingAddress address)
    {
        // The system chooses port 0; the server replaces a socket in the file system.
        if (address.IsUnixPipe || address.Port == 0)
        {
            return;
        }

        var host = IPAddress.TryParse(address.Host, out var named) ? named
            : address.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.IPv6Any;
        if (host.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6)
        {
            host = IPAddress.Any;
        }

        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (host.AddressFamily == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = host.Equals(IPAddress.IPv6Any);
        }

        if (!OperatingSystem.IsWindows())
        {
            // As the server does: closing connections of an earlier process do not matter.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }

        socket.Bind(new IPEndPoint(host, address.Port));
        socket.Listen();
    }
}
