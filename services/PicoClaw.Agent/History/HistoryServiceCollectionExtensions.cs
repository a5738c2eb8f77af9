namespace PicoClaw.Agent.History;

internal static class HistoryServiceCollectionExtensions
{
    /// <summary>What was said in conversations, and its size in tokens.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        services.AddSingleton<TokenCounter>();
        services.AddSingleton<EntryCounter>();
        services.AddSingleton<HistoryStore>();
        return services;
    }
}
