using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Ingress.Spool;

/// <summary>Makes a message safe: with the broker if it confirms in time, else on disk.</summary>
internal sealed class MessageOutlet(IConfirmedSender sender, IntakeSpool spool, IOptions<SpoolOptions> options, TimeProvider time)
{
    private readonly TimeSpan _patience = TimeSpan.FromMilliseconds(options.Value.ConfirmWithinMs);

    /// <summary>
    /// True when the broker has the message, false when the spool has it; throws <see cref="NotConfirmedException"/> when neither has. Messages of a
    /// conversation must come one after another.
    /// </summary>
    public async Task<bool> SendAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        if (!spool.IsOn)
        {
            await sender.SendAsync(Intakes.Agent, message, cancellationToken);
            return true;
        }

        if (!spool.Takes(message) && await TrySendAsync(message, cancellationToken))
        {
            return true;
        }

        await spool.AppendAsync(message, cancellationToken);
        return false;
    }

    // What is given up here may still arrive. The spool sends it again under its id, before any later message of its conversation.
    private async Task<bool> TrySendAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await sender.SendAsync(Intakes.Agent, message, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            spool.BrokerFailed($"no confirmation within {_patience.TotalSeconds} s");
        }
        catch (NotConfirmedException exception)
        {
            spool.BrokerFailed(exception.Message);
        }

        return false;
    }
}
