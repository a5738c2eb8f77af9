using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Actions;

/// <summary>The reply that a button belongs to, as its turn tells it.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="LaneKey">Its conversation's.</param>
/// <param name="Messages">What it answers; at least one.</param>
/// <param name="Stored">What the conversation knows of itself.</param>
internal sealed record PressedReply(string TurnId, string LaneKey, IReadOnlyList<TurnMessage> Messages, StoredWay Stored)
{
    public Conversation Conversation => Messages[^1].Message.Conversation;

    public bool BelongsTo(ActionReceived action) => Conversation.Channel == action.Channel && Conversation.Account == action.Account;

    /// <summary>False in a direct conversation for everybody but its person, whom a forwarded card may have left.</summary>
    public bool IsShownTo(Sender sender) =>
        Conversation.Kind == ConversationKind.Group
        || Stored.Person == PersonKey.Of(Conversation, sender.Id)
        || Messages.Any(one => one.Message.Sender.Id == sender.Id);

    /// <summary>The newest way to answer there that is known to be open.</summary>
    public ReplyRoute Route(DateTimeOffset now)
    {
        var known = Messages.Where(one => one.HeardAt > 0).Select(one => (one.HeardAt, Route: one.Message.ReplyRoute));
        var all = Stored.Route is { } stored ? known.Append((Stored.HeardAt, Route: stored)) : known;
        var routes = all.OrderBy(one => one.HeardAt).Select(one => one.Route).ToList();
        return routes.Count > 0 ? ReplyRoutes.Newest(routes, now) : Messages[^1].Message.ReplyRoute;
    }

    /// <summary>
    /// The presser as the conversation knows them: the platform tells no name with a press. What it tells of their rights may be old, and is left out.
    /// </summary>
    public Sender Known(Sender sender) => sender with
    {
        DisplayName = sender.DisplayName ?? Messages.LastOrDefault(one => one.Message.Sender.Id == sender.Id)?.Message.Sender.DisplayName,
    };
}
