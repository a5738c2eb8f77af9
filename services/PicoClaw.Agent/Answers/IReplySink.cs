using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>Shows replies in the making.</summary>
internal interface IReplySink
{
    /// <summary>Null when nobody looks.</summary>
    IReplyDraft? Begin(Turn turn);
}
