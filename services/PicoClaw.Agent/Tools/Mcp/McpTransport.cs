using ModelContextProtocol.Client;

namespace PicoClaw.Agent.Tools.Mcp;

internal static class McpTransport
{
    public static IClientTransport Of(string name, McpServerOptions options) => options.Url is { } url
        ? new HttpClientTransport(new HttpClientTransportOptions { Name = name, Endpoint = url, AdditionalHeaders = options.Headers })
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
