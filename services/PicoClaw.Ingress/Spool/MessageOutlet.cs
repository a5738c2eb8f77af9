using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

/// <summary>Makes a message safe: with the broker if it confirms in time, else on disk.</summary>
internal sealed class MessageOutlet(IConfirmedSender sender, IntakeSpool spool, IOptions<SpoolOptions> options, TimeProvider time)
{
    // A press is answered within 2 s.
    private static readonly TimeSpan LongestForPress = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _patience = TimeSpan.FromMilliseconds(options.Value.ConfirmWithinMs);

    /// <summary>
    /// True when the broker has the message, false when the spool has it; throws <see cref="NotConfirmedException"/> when neither has. Messages of a
    /// conversation must come one after another.
    /// </summary>
    public Task<bool> SendAsync(MessageReceived message, CancellationToken cancellationToken) =>
        SendAsync(SpooledMessage.Of(message), _patience, cancellationToken);

    /// <summary>The same of a press; those on a reply must come one after another.</summary>
    public Task<bool> SendAsync(ActionReceived action, CancellationToken cancellationToken) =>
        SendAsync(SpooledMessage.Of(action), _patience < LongestForPress ? _patience : LongestForPress, cancellationToken);

    private async Task<bool> SendAsync(SpooledMessage message, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!spool.IsOn)
        {
            await sender.SendAsync(message, cancellationToken);
            return true;
        }

        if (!spool.Takes(message) && await TrySendAsync(message, patience, cancellationToken))
        {
            return true;
        }

        await spool.AppendAsync(message, cancellationToken);
        return false;
    }

    // What is given up here may still arrive. The spool sends it again under its id, before any later message of its conversation.
    private async Task<bool> TrySendAsync(SpooledMessage message, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await sender.SendAsync(message, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            spool.BrokerFailed($"no confirmation within {patience.TotalSeconds} s");
        }
        catch (NotConfirmedException exception)
        {
            spool.BrokerFailed(exception.Message);
        }

        return false;
    }
}
