using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

internal static class SpooledSending
{
    /// <summary>Sends it to the queue of its kind.</summary>
    public static Task SendAsync(this IConfirmedSender sender, SpooledMessage spooled, CancellationToken cancellationToken) =>
        spooled.Action is { } action
            ? sender.SendAsync(Intakes.Actions, action, cancellationToken)
            : sender.SendAsync(Intakes.Agent, spooled.Message!, cancellationToken);
}
