using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using OpenAI;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire;

namespace PicoClaw.Agent.Models;

/// <summary>The client of a model's protocol. It asks once and without a deadline: both are decided further out.</summary>
internal static class ProtocolClient
{
    // The clients insist on a key; KeyHandler signs the requests.
    private const string NoKey = "none";

    public static IChatClient Create(ModelEntry model, ModelsOptions defaults, ModelHealth health, TimeProvider time, ILogger logger)
    {
        var endpoint = ModelEndpoint.Of(model)!;
        var http = ModelHttp.Create(model, endpoint, health, time, logger);
        return endpoint.Protocol switch
        {
            ModelProtocol.Anthropic => OfAnthropic(endpoint, http, defaults),
            _ => OfOpenAi(endpoint, http),
        };
    }

    private static IChatClient OfOpenAi(ModelEndpoint endpoint, HttpClient http) => new OpenAIClient(
        new ApiKeyCredential(NoKey),
        new OpenAIClientOptions
        {
            Endpoint = endpoint.Address,
            Transport = new HttpClientPipelineTransport(http),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        }).GetChatClient(endpoint.Model).AsIChatClient();

    private static IChatClient OfAnthropic(ModelEndpoint endpoint, HttpClient http, ModelsOptions defaults) => new AnthropicClient
    {
        ApiKey = NoKey,
        BaseUrl = endpoint.Address.ToString(),
        HttpClient = http,
        MaxRetries = 0,
        Timeout = Timeout.InfiniteTimeSpan,
    }.AsIChatClient(endpoint.Model, defaults.AssumedAnswerTokens);
}
