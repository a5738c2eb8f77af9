using System.Net;

namespace PicoClaw.Agent.Attachments;

/// <summary>What can be told of an address before anything is asked.</summary>
internal static class AddressRules
{
    // Behind a proxy only the name can be judged.
    private static readonly string[] PrivateNames = ["localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa"];

    /// <exception cref="FetchException">It may not be asked.</exception>
    /// <param name="address">Where a file is said to be.</param>
    /// <param name="isOwn">Its host and port are those that the account is configured for.</param>
    /// <param name="isProxied">A proxy will resolve its name.</param>
    public static void Check(Uri address, bool isOwn, bool isProxied)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(isOwn && address.Scheme == Uri.UriSchemeHttp))
        {
            throw Forbidden(address, $"is to be asked by {address.Scheme}, not https");
        }

        if (address.UserInfo.Length > 0)
        {
            throw Forbidden(address, "comes with a user name");
        }

        if (isOwn)
        {
            return;
        }

        if (!address.IsDefaultPort)
        {
            throw Forbidden(address, $"is to be asked on port {address.Port}");
        }

        if (IPAddress.TryParse(address.DnsSafeHost, out var literal) ? !PublicAddress.Is(literal) : isProxied && IsPrivate(address.DnsSafeHost))
        {
            throw Forbidden(address, "is not a host of the public internet");
        }
    }

    private static bool IsPrivate(string host)
    {
        var labels = host.TrimEnd('.').Split('.');
        return labels.Length == 1 || PrivateNames.Contains(labels[^1], StringComparer.OrdinalIgnoreCase);
    }

    private static FetchException Forbidden(Uri address, string what) => new(FetchFault.ForbiddenAddress, $"{address.IdnHost} {what}");
}
