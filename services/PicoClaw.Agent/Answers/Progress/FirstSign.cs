using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Answers.Progress;

/// <summary>Publishes that a model is asked, once a start, and nothing after it.</summary>
internal sealed class FirstSign(Turn turn, IProgressPublisher publisher, TimeProvider time) : IReplyDraft
{
    private bool _isGiven;

    public bool ShowsText => false;

    public string Text => "";

    public void Think()
    {
        if (_isGiven)
        {
            return;
        }

        _isGiven = true;
        var now = time.GetUtcNow();
        publisher.Publish((ProgressFrame.Of(turn) with { Number = 1, ReplyRoute = ReplyRoutes.Choose(turn.Messages, now), CreatedAt = now }).Cleaned());
    }

    public void UseTool(string? name)
    {
    }

    public void Append(string piece)
    {
    }

    public void Restart()
    {
    }

    public void Dispose()
    {
    }
}
