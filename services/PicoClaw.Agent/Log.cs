using PicoClaw.Contracts;

namespace PicoClaw.Agent;

internal static partial class Log
{
    [LoggerMessage(
        300,
        LogLevel.Information,
        "Message {Id} of {Conversation} is already in the store; its reply, if there is one, is sent again under the same id")]
    public static partial void MessageKnown(ILogger logger, Guid id, string conversation);

    [LoggerMessage(301, LogLevel.Warning, "Start {Attempt} of {MaxAttempts} of turn {TurnId} failed and is repeated: {Reason}")]
    public static partial void StartFailed(ILogger logger, Guid turnId, int attempt, int maxAttempts, string reason);

    [LoggerMessage(320, LogLevel.Warning, "Turn {TurnId} failed and the user is told: {Reason}")]
    public static partial void TurnFailed(ILogger logger, Guid turnId, string reason);

    [LoggerMessage(
        302,
        LogLevel.Error,
        "Turn {TurnId} was started {MaxAttempts} times and never finished; it is abandoned and the user is told")]
    public static partial void TurnGivenUp(ILogger logger, Guid turnId, int maxAttempts);

    [LoggerMessage(303, LogLevel.Warning, "No model is configured (model_list in config.json): the agent echoes")]
    public static partial void Echoing(ILogger logger);

    [LoggerMessage(305, LogLevel.Debug, "Reply {Id} is not confirmed by egress yet and is sent again: {Reason}")]
    public static partial void ReplyNotConfirmed(ILogger logger, Guid id, string reason);

    [LoggerMessage(306, LogLevel.Warning, "{Path} cannot be read and is left out of the prompt: {Reason}")]
    public static partial void WorkspaceFileUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(307, LogLevel.Debug, "The summary of {Conversation} is postponed: a message is waiting")]
    public static partial void SummaryPutOff(ILogger logger, string conversation);

    [LoggerMessage(308, LogLevel.Warning, "The summary of {Conversation} could not be made; it is tried again later: {Reason}")]
    public static partial void SummaryFailed(ILogger logger, string conversation, string reason);

    [LoggerMessage(309, LogLevel.Information, "{Conversation} is too long for its model and is compacted")]
    public static partial void Compacting(ILogger logger, string conversation);

    [LoggerMessage(310, LogLevel.Information, "{Rows} rows were older than retention allows and were deleted")]
    public static partial void RowsDeleted(ILogger logger, long rows);

    [LoggerMessage(311, LogLevel.Error, "Old rows could not be deleted; it is tried again in an hour")]
    public static partial void RetentionFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        312,
        LogLevel.Error,
        "A message of {Conversation} is kept as a dead letter; replay it with a version that can read it: {Reason}")]
    public static partial void MessageUnreadable(ILogger logger, string conversation, string reason);

    [LoggerMessage(
        313,
        LogLevel.Error,
        "Reply {Id} of {Conversation} cannot be read by this version; its turn is a dead letter and can be replayed: {Reason}")]
    public static partial void ReplyUnreadable(ILogger logger, string id, string conversation, string reason);

    [LoggerMessage(
        314,
        LogLevel.Warning,
        "{Count} starts of turns that were cut short could not be recorded as such and stay counted: {Reason}")]
    public static partial void LostStartsCounted(ILogger logger, int count, string reason);

    [LoggerMessage(
        315,
        LogLevel.Error,
        "The store refused the outcome of turn {TurnId}, which fails without it; replay the turn once the cause is mended: {Reason}")]
    public static partial void OutcomeRefused(ILogger logger, Guid turnId, string reason);

    [LoggerMessage(
        318,
        LogLevel.Warning,
        "Turn {TurnId} was cut short after it had started a tool; it is not repeated, so that no tool runs twice, and the user is told")]
    public static partial void NotRepeated(ILogger logger, Guid turnId);

    [LoggerMessage(
        321,
        LogLevel.Information,
        "{Outcome} {Conversation} for {Sender} in {Seconds:0.0} s {Way}: {Messages} message(s), {InputTokens} tokens in, {OutputTokens} out")]
    public static partial void TurnEnded(
        ILogger logger, string outcome, string conversation, string sender, double seconds, int messages, string way, long inputTokens, long outputTokens);

    [LoggerMessage(
        322,
        LogLevel.Information,
        "{Senders} asked more often than agents.defaults.turns_per_minute allows; {Conversation} is told once a minute and asks no model")]
    public static partial void TurnLimited(ILogger logger, string senders, string conversation);

    [LoggerMessage(319, LogLevel.Warning, "The usage of {Calls} model calls of {Conversation} could not be stored: {Reason}")]
    public static partial void UsageLost(ILogger logger, string conversation, int calls, string reason);

    [LoggerMessage(323, LogLevel.Debug, "The sender of message {Id}, which could not be taken, is not told: {Reason}")]
    public static partial void SenderNotTold(ILogger logger, Guid id, string reason);

    [LoggerMessage(330, LogLevel.Warning, "Key {Place} of model {Model} was answered with HTTP {Status} and rests for {Rest}")]
    public static partial void ModelKeyRests(ILogger logger, int place, string model, int status, string rest);

    [LoggerMessage(331, LogLevel.Warning, "Model {Model} failed and is asked again in {Wait}: {Reason}")]
    public static partial void ModelRetried(ILogger logger, string model, string wait, string reason);

    [LoggerMessage(332, LogLevel.Warning, "Model {Model} did not answer and rests for {Rest}: {Reason}")]
    public static partial void ModelRests(ILogger logger, string model, string rest, string reason);

    [LoggerMessage(333, LogLevel.Error, "Model {Model} cannot be used as it is configured; correct its entry of model_list: {Reason}")]
    public static partial void ModelMisconfigured(ILogger logger, string model, string reason);

    [LoggerMessage(334, LogLevel.Warning, "Model {Model} did not answer this question: {Reason}")]
    public static partial void ModelRejected(ILogger logger, string model, string reason);

    [LoggerMessage(335, LogLevel.Warning, "Model {Model} takes no tools and is asked without them for {Rest}: {Reason}")]
    public static partial void ModelTakesNoTools(ILogger logger, string model, string rest, string reason);

    [LoggerMessage(
        336,
        LogLevel.Warning,
        "These entries of model_list cannot be used: their provider is unknown and they have no api_base: {Models}")]
    public static partial void ModelsUnusable(ILogger logger, string models);

    [LoggerMessage(337, LogLevel.Debug, "The failure and its causes: {Trace}")]
    public static partial void FailureTrace(ILogger logger, string trace);

    [LoggerMessage(
        338,
        LogLevel.Warning,
        "System prompt and question take {Fixed} of the {Room} tokens that the context window of {Model} has for them, "
        + "so the model sees none of the conversation so far; "
        + "raise context_window (if the model has more), lower max_tokens, or shorten the workspace files")]
    public static partial void NoRoomForHistory(ILogger logger, string model, long @fixed, long room);

    [LoggerMessage(
        339,
        LogLevel.Warning,
        "Model {Model} refused a tool and was asked this once without any; correct the tool, or remove its MCP server: {Reason}")]
    public static partial void ModelRefusedTool(ILogger logger, string model, string reason);

    [LoggerMessage(
        340,
        LogLevel.Warning,
        "Model {Model} wrote {Count} tool calls as text that could not be read, and they were left out of its answer; "
        + "a service that knows the model's form of calls returns real ones (vLLM: --tool-call-parser)")]
    public static partial void InlineCallsDropped(ILogger logger, string model, int count);

    [LoggerMessage(341, LogLevel.Warning, "The service of model {Model} refused the content of this question: {Reason}")]
    public static partial void ModelRefused(ILogger logger, string model, string reason);

    [LoggerMessage(350, LogLevel.Warning, "Tool {Tool} failed, and the model was told: {Reason}")]
    public static partial void ToolFailed(ILogger logger, string tool, string reason);

    [LoggerMessage(351, LogLevel.Information, "MCP server {Server} is connected and offers {Count} tools: {Tools}")]
    public static partial void McpServerConnected(ILogger logger, string server, int count, string tools);

    [LoggerMessage(352, LogLevel.Warning, "MCP server {Server} is not available and is tried again in {Wait}: {Reason}")]
    public static partial void McpServerAway(ILogger logger, string server, string wait, string reason);

    [LoggerMessage(353, LogLevel.Debug, "The exception behind the failure of tool {Tool}")]
    public static partial void ToolFailureTrace(ILogger logger, string tool, Exception exception);

    [LoggerMessage(370, LogLevel.Warning, "The process that opened an attachment fell (exit code {Code}); the sender is told that the file is damaged")]
    public static partial void OpeningFell(ILogger logger, int code);

    [LoggerMessage(
        372,
        LogLevel.Error,
        "No attachment can be opened, since no process for it starts; look for the command dotnet, and for free memory: {Reason}")]
    public static partial void OpeningNotStarted(ILogger logger, string reason);

    [LoggerMessage(371, LogLevel.Information, "An attachment ({Kind}) is not shown to the model, and its sender is told: {Reason}")]
    public static partial void AttachmentNotShown(ILogger logger, AttachmentKind kind, string reason);

    [LoggerMessage(360, LogLevel.Warning, "{Kind} of account {Account} was not fetched, and its sender is told so: {Fault}: {Reason}")]
    public static partial void AttachmentNotFetched(ILogger logger, AttachmentKind kind, string account, string fault, string reason);

    [LoggerMessage(361, LogLevel.Debug, "{Kind} of account {Account} was fetched: {MediaType}, {Size} bytes, blob {Blob}")]
    public static partial void AttachmentFetched(ILogger logger, AttachmentKind kind, string account, string mediaType, long size, string blob);

    [LoggerMessage(390, LogLevel.Information, "Schedule {Id} of {Conversation} fired for {Instant:yyyy-MM-dd HH:mm 'UTC'}{Late}")]
    public static partial void ScheduleFired(ILogger logger, string id, string conversation, DateTimeOffset instant, string late);

    [LoggerMessage(
        391,
        LogLevel.Warning,
        "Schedule {Id} of {Conversation} missed its time at {Instant:yyyy-MM-dd HH:mm 'UTC'}, which is not made up for; "
        + "keep the agent and its store running")]
    public static partial void ScheduleSkipped(ILogger logger, string id, string conversation, DateTimeOffset instant);

    [LoggerMessage(392, LogLevel.Error, "Schedule {Id} cannot be run here and is tried again in an hour: {Reason}")]
    public static partial void ScheduleUnreadable(ILogger logger, string id, string reason);

    [LoggerMessage(393, LogLevel.Error, "Schedules could not be looked at; this is tried again in half a minute")]
    public static partial void SchedulesFailed(ILogger logger, Exception exception);

    [LoggerMessage(394, LogLevel.Information, "{Count} schedules of the configuration are in use; {Removed} others were removed")]
    public static partial void SchedulesConfigured(ILogger logger, int count, int removed);

    [LoggerMessage(421, LogLevel.Warning, "Schedule {Name} of the configuration does not run: {At} is over. Write a later \"at\", or remove the schedule")]
    public static partial void ScheduleOver(ILogger logger, string name, string? at);

    [LoggerMessage(373, LogLevel.Warning, "A quote of reply {Id} will be shown to the model without its text, as its key could not be stored: {Reason}")]
    public static partial void DeliveryNotNoted(ILogger logger, Guid id, string reason);

    [LoggerMessage(380, LogLevel.Warning, "The store of blobs does not take a file of a tool, so it is not sent, and the model was told: {Reason}")]
    public static partial void FileNotStored(ILogger logger, string reason);

    [LoggerMessage(395, LogLevel.Warning, "What is said beside turn {Id} was not sent; it goes with the turn's reply, if it goes: {Reason}")]
    public static partial void AsidesNotSent(ILogger logger, Guid id, string reason);

    [LoggerMessage(420, LogLevel.Information, "Told {Person} that their stop does not end turn {Id} of {Conversation}, which goes on")]
    public static partial void StopAnswered(ILogger logger, string person, Guid id, string conversation);

    [LoggerMessage(405, LogLevel.Information, "{Kind}, pressed on reply {ReplyId} of account {Account}, has no effect: {Reason}")]
    public static partial void ActionIgnored(ILogger logger, ActionKind kind, Guid replyId, string account, string reason);

    [LoggerMessage(406, LogLevel.Debug, "Press {Id} on reply {ReplyId} changes nothing: it is in the store already")]
    public static partial void ActionKnown(ILogger logger, Guid id, Guid replyId);
}
