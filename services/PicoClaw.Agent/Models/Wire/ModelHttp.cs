using PicoClaw.Agent.Http;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>The HTTP client of one model. Deadlines and retries are its caller's: two layers of them would multiply.</summary>
internal static class ModelHttp
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(ModelOptions model, ModelEndpoint endpoint, ModelHealth health, TimeProvider time, ILogger logger)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = ConnectLimit, PooledConnectionLifetime = ConnectionLifetime };
        var mask = new SecretMask(model.Secrets);
        var keys = new KeyHandler(model, endpoint.Protocol, health, time, logger, new RequestHandler(model, endpoint, new RedirectHandler(sockets)));
        return new HttpClient(new AnswerHandler(endpoint.Protocol, model.Stream, mask, new ErrorHandler(mask, time, keys))) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
