using System.Net;
using System.Net.Sockets;

namespace PicoClaw.Agent.Attachments;

/// <summary>Which addresses are of the public internet: not this machine, its networks, its cloud's metadata, nor a way to write one of those.</summary>
internal static class PublicAddress
{
    // IANA's registry of special-purpose addresses, multicast, what is reserved, and Azure's metadata, which look public.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // The IPv4 address in the last 32 bits is what is reached through them.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (Translated.Contains(address))
            {
                return Is(new IPAddress(address.GetAddressBytes()[12..]));
            }

            if (!GlobalUnicast.Contains(address))
            {
                return false;
            }
        }

        return !Array.Exists(Special, network => network.Contains(address));
    }
}
