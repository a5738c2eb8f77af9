using System.Text;
using RabbitMQ.Client;

namespace Harness.Processes;

/// <summary>The broker of the tests, with PicoClaw's queues empty.</summary>
internal static class PrivateQueues
{
    public static async Task<string> ResetAsync(CancellationToken cancellationToken)
    {
        var address = Environment.GetEnvironmentVariable("PICOCLAW_TEST_AMQP")
            ?? throw new InvalidOperationException("Set PICOCLAW_TEST_AMQP to the address of a RabbitMQ server, or run eng/test.sh, which starts one.");
        await ResetAsync(address, cancellationToken);
        return address;
    }

    /// <summary>Sends a consumer a body that PicoClaw itself would never send.</summary>
    public static async Task SendAsync(string address, string intake, string body, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json" };
        await channel.BasicPublishAsync(intake, "", mandatory: true, properties, Encoding.UTF8.GetBytes(body), cancellationToken);
    }

    public static async Task ResetAsync(string address, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in new[] { "agent-intake", "egress-intake", "egress-addresses", "agent-deliveries", "agent-actions" })
        {
            await channel.QueueDeleteAsync(queue, cancellationToken: cancellationToken);
        }
    }
}
