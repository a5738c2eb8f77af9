using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Tools;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models;

/// <summary>Puts the client together that the agent asks: tools around the fallback between models.</summary>
internal sealed class ModelPipeline(
    Live<ModelsOptions> options,
    ModelCatalog catalog,
    ModelClientFactory factory,
    ModelOutcomes outcomes,
    Toolbox toolbox,
    Live<ToolOptions> tools,
    ILogger<ModelPipeline> logger)
{
    public IChatClient Create()
    {
        options.Changed += Report;
        Report(options.Value);
        return new ToolLoop(new FallbackChatClient(factory.Of, catalog, options, outcomes), toolbox, tools);
    }

    private void Report(ModelsOptions models)
    {
        if (models.Model is null)
        {
            Log.Echoing(logger);
        }
        else if (models.Models.Except(models.Usable).Select(model => model.ModelName).ToList() is { Count: > 0 } unusable)
        {
            Log.ModelsUnusable(logger, string.Join(", ", unusable));
        }
    }
}
