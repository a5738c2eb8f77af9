using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Startup;

/// <summary>Checks the settings that .NET itself reads from the environment: its own errors name neither the variable nor what to write.</summary>
internal static class HostSettings
{
    private const string LogLevelKey = "LogLevel";

    public static void Check(IConfiguration configuration)
    {
        string[] problems =
        [
            .. LogLevels(configuration.GetSection("Logging")), .. Addresses(configuration["urls"]), .. Ports(configuration["http_ports"]),
        ];
        if (problems.Length > 0)
        {
            throw new ConfigException(problems);
        }
    }

    // Logging:LogLevel, and the same within the section of a provider such as Logging:Console.
    private static IEnumerable<string> LogLevels(IConfigurationSection section) => section.GetChildren().SelectMany(child =>
        child.Key.Equals(LogLevelKey, StringComparison.OrdinalIgnoreCase) ? child.GetChildren().SelectMany(LogLevelProblem) : LogLevels(child));

    private static IEnumerable<string> LogLevelProblem(IConfigurationSection level)
    {
        if (level.Value is { Length: > 0 } value && !(Enum.TryParse<LogLevel>(value, ignoreCase: true, out var known) && Enum.IsDefined(known)))
        {
            yield return $"{Variable(level.Path)} is \"{value}\", which is not a log level. Write one of {string.Join(", ", Enum.GetNames<LogLevel>())}.";
        }
    }

    private static IEnumerable<string> Addresses(string? urls) => (urls ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Where(url => !IsHttp(url))
        .Select(url => $"{ListenAddress.Variable} is \"{url}\", which is not an address to listen on. "
            + "Write one such as http://127.0.0.1:8080, or http://*:8080 for all (https is not offered).");

    private static IEnumerable<string> Ports(string? ports) => (ports ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(port => !ushort.TryParse(port, CultureInfo.InvariantCulture, out _))
        .Select(port => $"ASPNETCORE_HTTP_PORTS is \"{port}\", which is not a port. Write a number from 0 to 65535.");

    // Kestrel's wildcards (http://*:8080) are not URIs, so its own parser decides.
    private static bool IsHttp(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", PathBase.Length: 0, Port: >= 0 and <= ushort.MaxValue };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Variable(string path) => path.Replace(":", "__", StringComparison.Ordinal);
}
