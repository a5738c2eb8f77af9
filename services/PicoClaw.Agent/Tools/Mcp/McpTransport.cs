using ModelContextProtocol.Client;
using PicoClaw.Agent.Http;

namespace PicoClaw.Agent.Tools.Mcp;

internal static class McpTransport
{
    // Shared by all servers and connections, so none of them disposes of it.
    private static readonly RedirectHandler Sockets = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    public static IClientTransport Of(string name, McpServerOptions options) => options.Url is { } url
        ? new HttpClientTransport(
            new HttpClientTransportOptions { Name = name, Endpoint = url, AdditionalHeaders = options.Headers }, Http(url), ownsHttpClient: true)
        : new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = name,
            Command = options.Command,
            Arguments = options.Args,

            // The bot's own environment holds secrets that the server must not see.
            InheritEnvironmentVariables = false,
            EnvironmentVariables = Environment(options),
        });

    // The limit of a call is set by its server's options.
    private static HttpClient Http(Uri url) => new(new OneHostHandler(url, Sockets), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

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
