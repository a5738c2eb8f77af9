using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Models;

/// <summary>What the agent asks: tools around fallback, and around each model retries, its rate, telemetry and the reading of its answer.</summary>
internal sealed class ModelPipeline(
    IOptions<AgentOptions> options,
    ModelCatalog catalog,
    ModelFailures failures,
    ModelHealth health,
    Toolbox toolbox,
    IOptions<ToolOptions> tools,
    TimeProvider time,
    ILogger<ModelPipeline> logger)
{
    /// <summary>Also the name of the activity source.</summary>
    public const string MeterName = "PicoClaw.Agent.Models";

    public IChatClient Create()
    {
        if (options.Value.Model is null)
        {
            Log.Echoing(logger);
            return new EchoChatClient();
        }

        if (options.Value.Models.Except(catalog.Entries).Select(model => model.ModelName).ToList() is { Count: > 0 } unusable)
        {
            ModelLog.Unusable(logger, string.Join(", ", unusable));
        }

        var clients = catalog.Entries.ToDictionary(model => model, Client);
        var fallback = new FallbackChatClient(clients, catalog, options.Value, new CoolDowns(time), failures, health, logger);
        return new ToolLoop(fallback, toolbox, tools.Value);
    }

    private IChatClient Client(ModelOptions model)
    {
        var client = new ReadingChatClient(ModelClientFactory.Create(model, options.Value, health, time, logger), model, time, logger);

        // No logger: it would write every failure with its trace, cancelled calls too; what failed is told in a line further up.
        IChatClient measured = new OpenTelemetryChatClient(client, logger: null, MeterName);
        var paced = model.Rpm > 0 ? new PacedChatClient(measured, model, time) : measured;
        return new RetryingChatClient(new ToollessChatClient(paced, model, failures, time, logger), model, options.Value.Retries, failures, time, logger);
    }
}
