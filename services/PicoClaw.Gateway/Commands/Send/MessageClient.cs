using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands.Send;

/// <summary>Speaks to <c>/v1/messages</c>. An answer that is an error becomes its sentence.</summary>
internal sealed class MessageClient : IDisposable
{
    private const string Path = "v1/messages";

    private readonly HttpClient _http;

    public MessageClient(Uri address, string token)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.IsLoopback })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> PostAsync(MessageToSend message, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(message, SendJson.Default.MessageToSend);
        return await AskAsync(HttpMethod.Post, Path, content, cancellationToken);
    }

    public Task<JsonNode> GetAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, $"{Path}/{id}", null, cancellationToken);

    private async Task<JsonNode> AskAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            var body = await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return answer.IsSuccessStatusCode && body is not null ? body
                : (string?)body?["detail"] is { } detail ? throw new CommandException($"It was refused with {(int)answer.StatusCode}", detail)
                : throw Unexpected(null);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(
                $"{_http.BaseAddress} did not answer within {_http.Timeout.TotalSeconds} s, and may have taken the message all the same",
                "Run the command again with the same --key; without a key it may be sent twice.",
                exception);
        }
        catch (HttpRequestException exception)
        {
            throw new CommandException(
                $"{_http.BaseAddress} does not answer: {exception.Message}",
                "Start the gateway, or write --at with the address of egress.",
                exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Unexpected(exception);
        }
    }

    private CommandException Unexpected(Exception? exception) => new(
        $"What answers at {_http.BaseAddress} is not egress",
        "Write --at with the address of the gateway or of egress.",
        exception ?? new JsonException());
}
