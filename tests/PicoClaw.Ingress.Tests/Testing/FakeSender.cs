using System.Threading.Channels;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Ingress.Tests.Testing;

/// <summary>Confirms every message, unless told otherwise, and records it.</summary>
internal sealed class FakeSender : IConfirmedSender
{
    private readonly Channel<MessageReceived> _sent = Channel.CreateBounded<MessageReceived>(1000);
    private readonly Channel<ActionReceived> _pressed = Channel.CreateBounded<ActionReceived>(1000);

    /// <summary>Completes like the broker's confirmation, or throws like the sender.</summary>
    public Func<CancellationToken, Task> Confirm { get; set; } = _ => Task.CompletedTask;

    public ChannelReader<MessageReceived> Sent => _sent.Reader;

    public ChannelReader<ActionReceived> Pressed => _pressed.Reader;

    public async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        if (message is ActionReceived action)
        {
            intake.ShouldBe(Intakes.Actions);
            await _pressed.Writer.WriteAsync(action, cancellationToken);
        }
        else
        {
            intake.ShouldBe(Intakes.Agent);
            await _sent.Writer.WriteAsync(message.ShouldBeOfType<MessageReceived>(), cancellationToken);
        }

        await Confirm(cancellationToken);
    }
}
