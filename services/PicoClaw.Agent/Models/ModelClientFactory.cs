using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;

namespace PicoClaw.Agent.Models;

/// <summary>The client of one model: retries around the refusal of tools, its rate, telemetry, the reading of its answer, and its protocol.</summary>
internal sealed class ModelClientFactory(
    IOptions<ModelsOptions> options, ModelFailures failures, ModelHealth health, TimeProvider time, ILogger<ModelClientFactory> logger)
{
    /// <summary>Also the name of the activity source.</summary>
    public const string MeterName = "PicoClaw.Agent.Models";

    public IChatClient Create(ModelEntry model)
    {
        var reading = new ReadingChatClient(ProtocolClient.Create(model, options.Value, health, time, logger), model, time, logger);

        // No logger: it would log every failure with its stack trace, cancelled calls too; outer clients log failures in one line.
        IChatClient measured = new OpenTelemetryChatClient(reading, logger: null, MeterName);
        var paced = model.Rpm > 0 ? new PacedChatClient(measured, model, time) : measured;
        var toolless = new ToollessChatClient(paced, model, failures, time, logger);
        return new RetryingChatClient(toolless, model, options.Value.Retries, failures, time, logger);
    }
}
