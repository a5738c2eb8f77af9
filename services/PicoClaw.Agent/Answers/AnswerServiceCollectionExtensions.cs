using PicoClaw.Agent.Answers.Progress;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Agent.Answers;

internal static class AnswerServiceCollectionExtensions
{
    /// <summary>What a started turn does: it runs a command or asks the model.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services)
    {
        services.AddAccountOptions();
        services.AddSingleton<IReplySink, ProgressSink>();
        services.AddSingleton<ReplyActions>();
        services.AddSingleton<Responder>();
        services.AddSingleton<SummaryPrompt>();
        services.AddSingleton<Summarizer>();
        services.AddSingleton<TurnToolbox>();
        services.AddSingleton<QuestionAnswerer>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<AnswerSource>();
        services.AddSingleton<LanguageChooser>();
        services.AddSingleton<FailureOutcomes>();
        services.AddSingleton<QuotedMessages>();
        services.AddSingleton<TurnReader>();
        services.AddSingleton<TurnAnswerer>();
        return services;
    }
}
