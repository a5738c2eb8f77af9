using PicoClaw.Agent.Attachments.Opening;

namespace PicoClaw.Agent.Attachments;

internal static class AttachmentServiceCollectionExtensions
{
    /// <summary>What people send with their messages: fetched, opened, and ready to be told to a model.</summary>
    public static IServiceCollection AddAttachments(this IServiceCollection services)
    {
        services.AddSingleton(new OpeningLimits());
        services.AddSingleton<AttachmentOpener>();
        services.AddSingleton<OpenedFiles>();
        services.AddSingleton<AttachmentTaker>();
        return services;
    }
}
