using System.Threading.Channels;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Records every reply and refuses to send while the test says so.</summary>
internal sealed class RecordingSender : IConfirmedSender
{
    private readonly Channel<DeliverMessage> _tried = Channel.CreateBounded<DeliverMessage>(1000);
    private readonly Channel<DeliverMessage> _accepted = Channel.CreateBounded<DeliverMessage>(1000);
    private volatile bool _refuses;

    public bool Refuses
    {
        get => _refuses;
        set => _refuses = value;
    }

    /// <summary>All attempts, refused or not.</summary>
    public ChannelReader<DeliverMessage> Tried => _tried.Reader;

    public ChannelReader<DeliverMessage> Accepted => _accepted.Reader;

    public async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        intake.ShouldBe(Intakes.Egress);
        var reply = message.ShouldBeOfType<DeliverMessage>();
        await _tried.Writer.WriteAsync(reply, cancellationToken);
        if (_refuses)
        {
            throw new NotConfirmedException("the broker is away");
        }

        await _accepted.Writer.WriteAsync(reply, cancellationToken);
    }
}
