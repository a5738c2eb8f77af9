using System.Threading.Channels;

namespace PicoClaw.Egress.Notifications;

/// <summary>Wakes this process's <see cref="NotificationReleaser"/>. Others look for themselves.</summary>
internal sealed class NotificationSignal
{
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _woken.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _woken.Reader.ReadAsync(cancellationToken);
}
