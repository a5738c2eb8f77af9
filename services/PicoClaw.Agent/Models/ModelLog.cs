namespace PicoClaw.Agent.Models;

internal static partial class ModelLog
{
    [LoggerMessage(330, LogLevel.Warning, "Key {Place} of model {Model} was answered with HTTP {Status} and rests {Rest}")]
    public static partial void KeyRests(ILogger logger, int place, string model, int status, string rest);

    [LoggerMessage(331, LogLevel.Warning, "Model {Model} failed and is asked again in {Wait}: {Reason}")]
    public static partial void Retried(ILogger logger, string model, string wait, string reason);

    [LoggerMessage(332, LogLevel.Warning, "Model {Model} did not answer and rests {Rest}: {Reason}")]
    public static partial void Rests(ILogger logger, string model, string rest, string reason);

    [LoggerMessage(333, LogLevel.Error, "Model {Model} cannot be used as it is configured; correct its entry of model_list: {Reason}")]
    public static partial void Misconfigured(ILogger logger, string model, string reason);

    [LoggerMessage(334, LogLevel.Warning, "Model {Model} did not answer this question: {Reason}")]
    public static partial void Rejected(ILogger logger, string model, string reason);

    [LoggerMessage(335, LogLevel.Warning, "Model {Model} takes no tools and is asked without them for {Rest}: {Reason}")]
    public static partial void Toolless(ILogger logger, string model, string rest, string reason);

    [LoggerMessage(336, LogLevel.Warning, "These entries of model_list cannot be used, because their provider is not known and they have no api_base: {Models}")]
    public static partial void Unusable(ILogger logger, string models);

    [LoggerMessage(337, LogLevel.Debug, "What failed, with its causes: {Trace}")]
    public static partial void Trace(ILogger logger, string trace);

    [LoggerMessage(338, LogLevel.Warning, "System prompt and question take {Fixed} of the {Room} tokens that the context window of {Model} has for them, so the model is told nothing of the conversation before; raise context_window (if the model has more), lower max_tokens, or shorten the files of the workspace")]
    public static partial void NoRoomForHistory(ILogger logger, string model, long @fixed, long room);

    [LoggerMessage(339, LogLevel.Warning, "Model {Model} refused a tool and was asked this once without any; correct the tool, or take its MCP server out: {Reason}")]
    public static partial void ToollessOnce(ILogger logger, string model, string reason);

    [LoggerMessage(340, LogLevel.Warning, "Model {Model} wrote {Count} calls of tools as text that cannot be made, and they were left out; a service that knows the model's form of calls would turn them into real ones (vLLM: --tool-call-parser)")]
    public static partial void CallDropped(ILogger logger, string model, int count);

    [LoggerMessage(341, LogLevel.Warning, "The service of model {Model} refused the content of this question: {Reason}")]
    public static partial void Refused(ILogger logger, string model, string reason);
}
