using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Notifications;

/// <summary>Takes notifications in, each id and each key of a client once.</summary>
internal sealed class NotificationIntake : IAsyncDisposable
{
    private readonly IntakeBatcher<Notification, NotificationReceipt> _batches;
    private readonly NotificationSignal _signal;

    public NotificationIntake(NotificationTable table, NotificationSignal signal)
    {
        _batches = new(table.PutAsync);
        _signal = signal;
    }

    /// <summary>Ends when it is committed.</summary>
    public async Task<NotificationReceipt> PutAsync(Notification notification, CancellationToken cancellationToken)
    {
        var receipt = await _batches.PutAsync(notification, cancellationToken);
        _signal.Wake();
        return receipt;
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();
}
