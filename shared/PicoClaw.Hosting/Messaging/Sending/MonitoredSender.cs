using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting.Messaging;

/// <summary>Says once that messages are not taken, and once that they are again: a line a change of state, however many messages wait. Measures all of them.</summary>
internal sealed class WatchedSender(IConfirmedSender sender, SendMetrics metrics, TimeProvider time, ILogger<WatchedSender> logger) : IConfirmedSender
{
    private readonly ConcurrentDictionary<string, SendOutage> _outages = new(StringComparer.Ordinal);

    public async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        var outage = _outages.GetOrAdd(intake, _ => new SendOutage(time));
        var start = time.GetTimestamp();
        try
        {
            await sender.SendAsync(intake, message, cancellationToken);
        }
        catch (NotConfirmedException exception)
        {
            metrics.Sent(intake, isConfirmed: false, time.GetElapsedTime(start));
            if (outage.Count() == 1)
            {
                Log.NotTaken(logger, intake, exception.Message);
            }

            throw;
        }

        metrics.Sent(intake, isConfirmed: true, time.GetElapsedTime(start));
        if (outage.End() is { } ended)
        {
            Log.TakenAgain(logger, intake, ended.Refused, ended.Length.TotalSeconds);
        }
    }
}
