using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Attachments;

internal static class AttachmentServiceCollectionExtensions
{
    /// <summary>Fetches what people send with their messages.</summary>
    public static IServiceCollection AddAttachments(this IServiceCollection services)
    {
        services.AddOptions<AttachmentOptions>().BindConfiguration(AttachmentOptions.SectionName).ValidateOnStart();
        services.AddBlobs();
        services.AddSingleton<INetwork, Network>();
        services.AddSingleton(provider => new DownloadClients(provider.GetRequiredService<INetwork>(), HttpClient.DefaultProxy));
        services.AddSingleton<AttachmentDownloader>();
        services.AddSingleton<IAttachmentAddresses, AttachmentAddresses>();
        services.AddSingleton<FetchedTable>();
        return services.AddSingleton<IAttachmentFetcher, AttachmentFetcher>();
    }
}
