using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models;

/// <summary>
/// The client of each model, made when it is first asked and kept as long as its entry: retries around the refusal of tools, its rate, telemetry,
/// the reading of its answer, and its protocol.
/// </summary>
internal sealed class ModelClientFactory(
    Live<ModelsOptions> options, ModelFailures failures, ModelHealth health, TimeProvider time, ILogger<ModelClientFactory> logger) : IDisposable
{
    /// <summary>Also the name of the activity source.</summary>
    public const string MeterName = "PicoClaw.Agent.Models";

    // An entry that a change replaces goes with the last turn that began with it, and its client goes with the entry.
    private readonly ConditionalWeakTable<ModelEntry, IChatClient> _clients = [];

    public IChatClient Of(ModelEntry model) => _clients.GetValue(model, Create);

    public void Dispose()
    {
        foreach (var (_, client) in _clients)
        {
            client.Dispose();
        }
    }

    private IChatClient Create(ModelEntry model)
    {
        var reading = new ReadingChatClient(ProtocolClient.Create(model, options.Value, health, time, logger), model, time, logger);

        // No logger: it would log every failure with its stack trace, cancelled calls too; outer clients log failures in one line.
        IChatClient measured = new OpenTelemetryChatClient(reading, logger: null, MeterName);
        var paced = model.Rpm > 0 ? new PacedChatClient(measured, model, time) : measured;
        var sighted = model.Sees ? paced : new SightlessChatClient(paced);
        var toolless = new ToollessChatClient(sighted, model, failures, time, logger);
        return new RetryingChatClient(toolless, model, options.Value.Retries, failures, time, logger);
    }
}
