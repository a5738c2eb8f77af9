using Microsoft.Extensions.Configuration;

namespace PicoClaw.Hosting;

/// <summary>The address a process answers on unless the environment names others, and the setting it comes from.</summary>
public sealed record ListenAddress(string Url, string Setting = ListenAddress.Variable)
{
    internal const string Variable = "ASPNETCORE_URLS";

    private const StringSplitOptions Options = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>The addresses that ASPNETCORE_URLS or else ASPNETCORE_HTTP_PORTS names; none when neither is set.</summary>
    public static IEnumerable<string> Configured(IConfiguration configuration) =>
        configuration["urls"] is { Length: > 0 } urls ? urls.Split(';', Options)
        : (configuration["http_ports"] ?? "").Split(';', Options).Select(port => $"http://*:{port}");
}
