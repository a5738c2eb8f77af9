using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// Asks the gateway for an endpoint with a ticket. A ticket is valid for 90 s and one connection, so each attempt asks for a new one
// (docs/dingtalk-protocol.md 1).
internal sealed class GatewayClient(
    DingTalkStreamOptions options, HttpClient http, IReadOnlyList<Subscription> subscriptions, TimeProvider time)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Uri _address = new(options.ApiBaseAddress, "/v1.0/gateway/connections/open");

    // The address to connect to; it holds the ticket, a secret. Throws LinkException when refused, unreachable or without endpoint and
    // ticket.
    public async Task<Uri> OpenAsync(CancellationToken cancellationToken)
    {
        var answer = await PostAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw Refusal(answer);
        }

        if (answer.Root?.NonEmptyText("endpoint") is not { } endpoint || answer.Root?.NonEmptyText("ticket") is not { } ticket)
        {
            throw new LinkException("DingTalk's gateway answered without endpoint and ticket. Check any proxy on the way; trying again.", false);
        }

        var separator = endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return Uri.TryCreate($"{endpoint}{separator}ticket={Uri.EscapeDataString(ticket)}", UriKind.Absolute, out var address)
            && address.Scheme is "ws" or "wss"
                ? address
                : throw new LinkException(
                    "DingTalk's gateway gave an endpoint that is not a ws:// or wss:// address. Check the API base address; trying again.", false);
    }

    private async Task<ApiAnswer> PostAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = Request();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await ApiAnswer.ReadAsync(response, [options.ClientSecret], either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(
                $"DingTalk's gateway at {_address.Host} did not answer in time. Check network and proxy; trying again.", false, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new LinkException(
                $"DingTalk's gateway at {_address.Host} cannot be reached ({exception.Message}). "
                + "Check network, DNS, proxy and the API base address; trying again.",
                false,
                exception);
        }
    }

    private HttpRequestMessage Request()
    {
        var body = new OpenConnectionRequest(options.ClientId, options.ClientSecret, options.UserAgent, subscriptions);
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, DingTalkJsonContext.Relaxed.OpenConnectionRequest)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        // Without this header the gateway answers in XML.
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static LinkException Refusal(ApiAnswer answer)
    {
        var said = $"{(int)answer.Status}{Prefixed(' ', answer.Code)}{Prefixed(':', answer.Message)}";
        // A 400 in HTML comes from an edge server or a proxy and says nothing about the app.
        var refused = answer.Status == HttpStatusCode.Unauthorized || (answer.Status == HttpStatusCode.BadRequest && !answer.IsHtml);
        return refused
            ? new LinkException(
                $"DingTalk refused the connection ({said}). Check that client id and client secret are those of this app, without stray whitespace; "
                + "that the app is published; and that its robot is switched on and in Stream mode.",
                true)
            : new LinkException($"DingTalk's gateway answered {said}. This is a fault of the server or of a proxy in between; trying again.", false);
    }

    private static string Prefixed(char prefix, string? text) => text is { Length: > 0 } ? prefix == ':' ? $": {text}" : $"{prefix}{text}" : "";
}
