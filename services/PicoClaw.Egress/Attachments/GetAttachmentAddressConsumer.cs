using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Attachments;

/// <summary>Puts a request where the holder of its account finds it, in whichever process that is.</summary>
internal sealed class GetAttachmentAddressConsumer(AddressTable table, [FromKeyedServices(EgressService.Name)] LaneSignal signal)
    : IConsumer<GetAttachmentAddress>
{
    public async Task Consume(ConsumeContext<GetAttachmentAddress> context)
    {
        if (context is { ResponseAddress: { } replyTo, RequestId: { } replyId })
        {
            signal.Wake(await table.PutAsync(context.Message, replyTo, replyId, context.CancellationToken));
        }
    }
}
