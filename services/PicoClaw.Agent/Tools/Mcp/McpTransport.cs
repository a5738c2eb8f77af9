using ModelContextProtocol.Client;

namespace PicoClaw.Agent.Tools.Mcp;

internal static class McpTransport
{
    // How long a call may take, its server's options say. One client for all connections: the library would leave one behind at each.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    public static IClientTransport Of(string name, McpServerOptions options) => options.Url is { } url
        ? new HttpClientTransport(new HttpClientTransportOptions { Name = name, Endpoint = url, AdditionalHeaders = options.Headers }, Http)
        : new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = name,
            Command = options.Command,
            Arguments = options.Args,

            // The bot's own environment holds secrets that are none of the server's.
            InheritEnvironmentVariables = false,
            EnvironmentVariables = Environment(options),
        });

    private static Dictionary<string, string?> Environment(McpServerOptions options)
    {
        var environment = new Dictionary<string, string?>(StdioClientTransportOptions.GetDefaultEnvironmentVariables());
        foreach (var (name, value) in options.Env)
        {
            environment[name] = value;
        }

        return environment;
    }
}
