using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>Measures every send. Logs once when an intake begins to refuse messages and once when it accepts them again, however many messages wait.</summary>
internal sealed class MonitoredSender(IConfirmedSender sender, SendMetrics metrics, TimeProvider time, ILogger<MonitoredSender> logger) : IConfirmedSender
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
