using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace PicoClaw.Agent.Models;

internal static class ModelClientFactory
{
    public static IChatClient Create(AgentOptions options)
    {
        if (options.Model is not { } model)
        {
            return new EchoChatClient();
        }

        var endpoint = ModelEndpoint.Of(model)!;

        // Local servers need no key, but the client does. Retries are the turn's business: two layers would multiply.
        var key = model.ApiKeys.Find(key => key.Length > 0) ?? "none";
        return new OpenAIClient(
            new ApiKeyCredential(key),
            new OpenAIClientOptions
            {
                Endpoint = endpoint.Address,
                NetworkTimeout = model.Timeout,
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            }).GetChatClient(endpoint.Model).AsIChatClient();
    }
}
