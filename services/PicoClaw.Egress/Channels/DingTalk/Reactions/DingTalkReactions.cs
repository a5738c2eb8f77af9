using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;
using PicoClaw.Egress.Reactions;

namespace PicoClaw.Egress.Channels.DingTalk.Reactions;

/// <summary>DingTalk's reactions: docs/dingtalk-protocol.md 4.6.</summary>
internal sealed class DingTalkReactions(DingTalkAccounts accounts, ReplyTargets targets) : IReactionPlatform
{
    // Everybody in the group reads it, whatever their language: the face says it, too.
    private const string Thinking = "🤔思考中";
    private const int LongestId = 200;

    public string Channel => DingTalkChannel.ChannelName;

    public bool IsOn(string account) => accounts.Find(account)?.Reaction == ReactionMode.Thinking;

    public string? PlaceOf(ReplyProgress progress)
    {
        var conversation = progress.Conversation;
        if (progress.PlatformMessageId is not { Length: > 0 and <= LongestId } message || accounts.Find(conversation.Account) is not { } account
            || IsPerson(progress))
        {
            return null;
        }

        try
        {
            return new ReactionPlace(targets.Read(account, conversation, progress.ReplyRoute.Address).RobotCode, conversation.Id, message).Serialize();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public Task<SendResult> SetAsync(Reaction reaction, CancellationToken cancellationToken) =>
        CallAsync(reaction, isBack: false, cancellationToken);

    public Task<SendResult> TakeBackAsync(Reaction reaction, CancellationToken cancellationToken) =>
        CallAsync(reaction, isBack: true, cancellationToken);

    // A direct chat whose own id DingTalk did not tell is named after its person.
    private static bool IsPerson(ReplyProgress progress) =>
        progress.Conversation.Kind == ConversationKind.Direct && progress.Askers.Contains(progress.Conversation.Id);

    private async Task<SendResult> CallAsync(Reaction reaction, bool isBack, CancellationToken cancellationToken)
    {
        if (accounts.Find(reaction.Account) is not { } account)
        {
            return new SendResult.Refused($"the account \"{reaction.Account}\" is not configured or not enabled");
        }

        try
        {
            var place = ReactionPlace.Parse(reaction.Place);
            var shown = new MessageReaction(place.RobotCode, place.Conversation, place.Message, Thinking);
            await (isBack ? account.Client.Reactions.RecallAsync(shown, cancellationToken) : account.Client.Reactions.AddAsync(shown, cancellationToken));
            return SendResult.Sent.ToAll;
        }
        catch (Exception exception) when (SendErrors.ResultOf(exception, new ReactionStep(reaction, isBack).Route, account, cancellationToken) is { } result)
        {
            return result;
        }
    }
}
