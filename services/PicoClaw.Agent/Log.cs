namespace PicoClaw.Agent;

internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Information, "Message {Id} of {Conversation} is known already; its reply, if there is one, goes out again under its id")]
    public static partial void MessageKnown(ILogger logger, Guid id, string conversation);

    [LoggerMessage(301, LogLevel.Warning, "Start {Attempt} of {MaxAttempts} of turn {TurnId} failed: {Reason}")]
    public static partial void TurnFailed(ILogger logger, Guid turnId, int attempt, int maxAttempts, string reason);

    [LoggerMessage(302, LogLevel.Error, "Turn {TurnId} was started {MaxAttempts} times and never finished; it is given up and the user is told")]
    public static partial void TurnGivenUp(ILogger logger, Guid turnId, int maxAttempts);

    [LoggerMessage(303, LogLevel.Warning, "No model is configured (model_list in config.json): the agent echoes")]
    public static partial void Echoing(ILogger logger);

    [LoggerMessage(305, LogLevel.Warning, "Reply {Id} is not safe with egress yet and will be sent again: {Reason}")]
    public static partial void ReplyNotConfirmed(ILogger logger, Guid id, string reason);
}
