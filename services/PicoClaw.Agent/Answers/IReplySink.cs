using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>Shows replies in the making.</summary>
internal interface IReplySink
{
    /// <summary>Null when nobody looks: the model is then asked for the whole answer at once.</summary>
    IReplyDraft? Begin(Turn turn);
}
