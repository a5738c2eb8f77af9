using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Models;

/// <summary>Puts the client together that the agent asks: tools around the fallback between models.</summary>
internal sealed class ModelPipeline(
    IOptions<ModelsOptions> options,
    ModelCatalog catalog,
    ModelClientFactory factory,
    ModelOutcomes outcomes,
    Toolbox toolbox,
    IOptions<ToolOptions> tools,
    ILogger<ModelPipeline> logger)
{
    public IChatClient Create()
    {
        if (options.Value.Model is null)
        {
            Log.Echoing(logger);
            return new EchoChatClient();
        }

        if (options.Value.Models.Except(catalog.Entries).Select(model => model.ModelName).ToList() is { Count: > 0 } unusable)
        {
            Log.ModelsUnusable(logger, string.Join(", ", unusable));
        }

        var clients = catalog.Entries.ToDictionary(model => model, factory.Create);
        return new ToolLoop(new FallbackChatClient(clients, catalog, options.Value, outcomes), toolbox, tools.Value);
    }
}
