using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Receipts;

/// <summary>Asks who has read a notification, in whichever process its account is held, and waits a moment for the answers.</summary>
internal sealed class ReceiptReader(ReceiptTable table, [FromKeyedServices(EgressService.Name)] LaneSignal signal, TimeProvider time)
{
    // Less than a client waits for a store that is away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>By key, as in <see cref="ReceiptTable.AnswersAsync"/>.</summary>
    public async Task<IReadOnlyDictionary<string, ReceiptAnswer?>> ReadAsync(string laneKey, Guid id, CancellationToken cancellationToken)
    {
        if (await table.AskAsync(laneKey, id, cancellationToken))
        {
            signal.Wake(laneKey);
        }

        var began = time.GetTimestamp();
        while (true)
        {
            var answers = await table.AnswersAsync(laneKey, id, cancellationToken);
            if (answers.Values.All(answer => answer is not null) || time.GetElapsedTime(began) >= Patience)
            {
                return answers;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
