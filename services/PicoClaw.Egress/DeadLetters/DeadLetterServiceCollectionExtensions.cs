using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;

namespace PicoClaw.Egress.DeadLetters;

internal static class DeadLetterServiceCollectionExtensions
{
    /// <summary>Replies that were given up, and those that the outbox could not take.</summary>
    public static IServiceCollection AddReplyDeadLetters(this IServiceCollection services) =>
        services.AddDeadLetters<FailedDeliveries>().AddMalformed<MalformedReplies, ReplyDoor>();
}
