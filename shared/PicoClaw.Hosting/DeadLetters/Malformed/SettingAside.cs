using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>Makes a dead letter of a message that an intake could not take, and tells the operators.</summary>
internal sealed class SettingAside
{
    private readonly IReadOnlyList<IMalformedStore> _stores;
    private readonly MalformedMetrics _metrics;
    private readonly ILogger<SettingAside> _logger;

    public SettingAside(IEnumerable<IMalformedStore> stores, MalformedMetrics metrics, ILogger<SettingAside> logger)
    {
        (_stores, _metrics, _logger) = ([.. stores], metrics, logger);
        foreach (var intake in Intakes)
        {
            metrics.Count(intake, 0);
        }
    }

    public IReadOnlyList<string> Intakes => [.. _stores.SelectMany(store => store.Intakes)];

    /// <summary>Ends when it is committed. A message of an intake that is not here goes to the first store.</summary>
    public async Task PutAsync(string intake, string reason, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var message = MalformedMessage.Of(intake, reason, body.Span);
        await (_stores.FirstOrDefault(store => store.Intakes.Contains(intake)) ?? _stores[0]).PutAsync(message, cancellationToken);
        _metrics.Count(intake, 1);
        Log.SetAside(_logger, message.Id, intake, message.Size, message.Reason);
    }
}
