using PicoClaw.Agent.Http;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>The HTTP client of one model. Deadlines and retries are its caller's: two layers of them would multiply.</summary>
internal static class ModelHttp
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(ModelOptions model, ModelProtocol protocol, TimeProvider time, ILogger logger)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = ConnectLimit, PooledConnectionLifetime = ConnectionLifetime };
        var keys = new KeyHandler(model, protocol, time, logger, new RequestHandler(model, new RedirectHandler(sockets)));
        return new HttpClient(new ErrorHandler(new SecretMask(model.Secrets), time, keys)) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
