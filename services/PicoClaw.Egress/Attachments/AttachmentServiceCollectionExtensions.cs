using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Attachments;

internal static class AttachmentServiceCollectionExtensions
{
    private const int MostAtOnce = 16;

    /// <summary>Answers <see cref="Contracts.GetAttachmentAddress"/>.</summary>
    public static IServiceCollection AddAttachmentAddresses(this IServiceCollection services)
    {
        services.AddSingleton<AddressTable>();
        services.AddSingleton<AddressAnswerer>();
        services.AddSingleton<AddressDesks>();
        return services.AddRequests<GetAttachmentAddressConsumer>(Intakes.Addresses, MostAtOnce);
    }
}
