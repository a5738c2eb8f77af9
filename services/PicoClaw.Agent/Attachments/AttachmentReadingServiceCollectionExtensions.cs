using PicoClaw.Agent.Attachments.Opening;

namespace PicoClaw.Agent.Attachments;

internal static class AttachmentReadingServiceCollectionExtensions
{
    /// <summary>Opens what people sent and was fetched, for models.</summary>
    public static IServiceCollection AddAttachmentReading(this IServiceCollection services)
    {
        services.AddSingleton(new OpeningLimits());
        services.AddSingleton<AttachmentOpener>();
        services.AddSingleton<OpenedFiles>();
        services.AddSingleton<AttachmentTaker>();
        return services;
    }
}
