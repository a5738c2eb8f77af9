namespace PicoClaw.Agent.Feedback;

internal static class FeedbackServiceCollectionExtensions
{
    /// <summary>What people think of answers.</summary>
    public static IServiceCollection AddFeedback(this IServiceCollection services) => services.AddSingleton<FeedbackTable>();
}
