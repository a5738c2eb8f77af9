using System.Net;
using System.Text;

namespace DingTalk.Stream.Tests.Support;

// Answers requests with a function and reads the body like a server.
internal sealed class StubHandler(Func<StubRequest, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly List<StubRequest> _requests = [];

    public StubHandler(Func<StubRequest, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public IReadOnlyList<StubRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var token = request.Headers.TryGetValues("x-acs-dingtalk-access-token", out var values) ? values.Single() : null;
        var seen = new StubRequest(
            request.RequestUri!, body, token, request.Content?.Headers.ContentType?.ToString(), request.Method.Method);
        lock (_requests)
        {
            _requests.Add(seen);
        }

        return await answer(seen, cancellationToken);
    }
}
