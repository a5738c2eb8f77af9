using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PicoClaw.Agent.Answers;

internal static class AnswerServiceCollectionExtensions
{
    /// <summary>What a started turn does: it runs a command or asks the model.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services)
    {
        services.TryAddSingleton<IReplySink, NoReplySink>();
        services.AddSingleton<Responder>();
        services.AddSingleton<SummaryPrompt>();
        services.AddSingleton<Summarizer>();
        services.AddSingleton<QuestionAnswerer>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<AnswerSource>();
        services.AddSingleton<LanguageChooser>();
        services.AddSingleton<FailureOutcomes>();
        services.AddSingleton<QuotedMessages>();
        services.AddSingleton<TurnBeginner>();
        services.AddSingleton<TurnAnswerer>();
        return services;
    }
}
