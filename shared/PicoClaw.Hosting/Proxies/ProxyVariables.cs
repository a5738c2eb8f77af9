using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Proxies;

/// <summary>The proxies that the environment names, for the log: one that is set and forgotten explains many a timeout.</summary>
public static class ProxyVariables
{
    // In the order in which .NET looks at them, for https.
    private static readonly string[] Names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>The variables that are set, with host and port but never with user or password.</summary>
    /// <exception cref="ConfigException">One of them is no address of a proxy.</exception>
    public static IReadOnlyList<(string Name, string Address)> Read(Func<string, string?> variable) =>
    [
        .. Names
            .Select(name => (Name: name, Value: variable(name)?.Trim() ?? ""))
            .Where(found => found.Value.Length > 0)
            .Select(found => (found.Name, Address(found.Name, found.Value))),
    ];

    private static string Address(string name, string value)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value;
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0;
        return isAddress && Schemes.Contains(address!.Scheme)
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped)
            : throw new ConfigException(
                $"{name} is not the address of a known kind of proxy. "
                    + "Write one such as http://127.0.0.1:7890 or socks5://127.0.0.1:1080 (socks5h is socks5 here), or unset it.");
    }
}
