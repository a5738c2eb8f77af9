using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Writes requests that even the strictest service takes, and adds an entry's <c>extra_body</c> and <c>custom_headers</c>.</summary>
internal sealed class RequestHandler(ModelEntry model, ModelEndpoint endpoint, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly JsonObject? _extra = model.ExtraBody.Length == 0 ? null : JsonNode.Parse(model.ExtraBody)!.AsObject();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            var body = JsonNode.Parse(await content.ReadAsByteArrayAsync(cancellationToken))!.AsObject();
            RequestBody.Adapt(body, model, endpoint, Exchange.Current);
            Merge(body);
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in model.CustomHeaders)
        {
            if (request.Headers.NonValidated.Contains(name))
            {
                request.Headers.Remove(name);
            }

            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private void Merge(JsonObject body)
    {
        foreach (var (name, value) in _extra ?? [])
        {
            if (value is null)
            {
                body.Remove(name);
            }
            else
            {
                body[name] = value.DeepClone();
            }
        }
    }
}
