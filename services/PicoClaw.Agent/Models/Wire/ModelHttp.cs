using PicoClaw.Agent.Http;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>The HTTP client of one model. It has no deadline and no retries: its caller has both, and two layers would multiply.</summary>
internal static class ModelHttp
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(ModelEntry model, ModelEndpoint endpoint, ModelHealth health, TimeProvider time, ILogger logger)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectLimit,
            PooledConnectionLifetime = ConnectionLifetime,
        };
        var requests = new RequestHandler(model, endpoint, new RedirectHandler(sockets));
        var keys = new KeyHandler(model, endpoint.Protocol, health, time, logger, requests);
        var mask = new SecretMask(model.Secrets);
        var answers = new AnswerHandler(endpoint.Protocol, model.Stream, mask, new ErrorHandler(mask, time, keys));
        return new HttpClient(answers) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
