using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Attachments;

/// <summary>Asks egress by the broker, again where an answer is lost; an egress that is away is waited for so long.</summary>
internal sealed class AttachmentAddresses(IServiceProvider services, TimeProvider time) : IAttachmentAddresses
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    // Two more attempts have room in the limit.
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    public async Task<AttachmentAddress> AskAsync(Conversation conversation, string reference, CancellationToken cancellationToken)
    {
        // Without a bus there is no one to ask.
        if (services.GetService<IBus>() is not { } bus)
        {
            return None("this process has no bus");
        }

        var request = new GetAttachmentAddress
        {
            Id = DeterministicId.From(conversation.Channel, conversation.Account, conversation.Id, reference),
            Conversation = conversation,
            Reference = reference,
        };
        var patience = RequestTimeout.After(ms: (int)AttemptTime.TotalMilliseconds);
        var client = bus.CreateRequestClient<GetAttachmentAddress>(new Uri($"exchange:{Intakes.Addresses}"), patience);
        var began = time.GetTimestamp();
        while (true)
        {
            using var attempt = new CancellationTokenSource(AttemptTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(attempt.Token, cancellationToken);
            try
            {
                return (await client.GetResponse<AttachmentAddress>(request, either.Token).WaitAsync(either.Token)).Message;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (time.GetElapsedTime(began) + RetryDelay >= Limit)
                {
                    return None($"egress did not answer within {Limit}: {exception.GetType().Name}");
                }
            }

            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    private static AttachmentAddress None(string reason) => new() { Fault = AddressFault.Unavailable, Reason = reason };
}
