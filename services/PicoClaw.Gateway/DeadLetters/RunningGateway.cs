using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.DeadLetters;

/// <summary>The gateway that owns a SQLite store.</summary>
internal static class RunningGateway
{
    // A probe only; the request itself may wait for the store.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A client that it knows. Null: none runs, or what it left behind is from a process that died.</summary>
    public static async Task<HttpClient?> FindAsync(string folder, CancellationToken cancellationToken)
    {
        if (ControlFile.Read(folder) is not { } control)
        {
            return null;
        }

        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = Patience })
        {
            BaseAddress = Loopback.Of(control.Address),
        };
        http.DefaultRequestHeaders.Add(ControlKey.Header, control.Key);
        try
        {
            await new RemoteDeadLetters(http).FindAsync(DeadLetterKind.Turn, "none", cancellationToken);
            return http;
        }
        catch (HttpRequestException)
        {
            http.Dispose();
            return null;
        }
    }
}
