using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Adds an entry's <c>extra_body</c> and <c>custom_headers</c> to its requests.</summary>
internal sealed class RequestHandler(ModelOptions model, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly JsonObject? _extra = model.ExtraBody.Length == 0 ? null : JsonNode.Parse(model.ExtraBody)!.AsObject();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_extra is not null && request.Content is not null)
        {
            request.Content = await MergedAsync(request.Content, _extra, cancellationToken);
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

    private static async Task<HttpContent> MergedAsync(HttpContent content, JsonObject extra, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await content.ReadAsByteArrayAsync(cancellationToken))!.AsObject();
        foreach (var (name, value) in extra)
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

        return new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
    }
}
