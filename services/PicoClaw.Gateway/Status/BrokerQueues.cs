using PicoClaw.Hosting.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PicoClaw.Gateway.Status;

/// <summary>The depth of PicoClaw's queues, by asking for them without declaring them.</summary>
internal static class BrokerQueues
{
    private static readonly string[] Names = [Intakes.Agent, Intakes.Egress, Intakes.Dead];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Those that exist.</summary>
    public static async Task<IReadOnlyList<QueueStatus>> ReadAsync(Uri broker, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = Patience,
            ClientProvidedName = "picoclaw status",
        };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        var queues = new List<QueueStatus>();
        foreach (var name in Names)
        {
            // A queue that is not there ends its channel.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            try
            {
                var found = await channel.QueueDeclarePassiveAsync(name, cancellationToken);
                queues.Add(new QueueStatus(name, found.MessageCount, found.ConsumerCount));
            }
            catch (OperationInterruptedException missing) when (missing.ShutdownReason is { ReplyCode: 404 })
            {
            }
        }

        return queues;
    }
}
