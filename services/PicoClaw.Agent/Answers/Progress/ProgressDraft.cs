using System.Text;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Answers.Progress;

/// <summary>
/// Publishes the newest state, with a gap between two reports; the last one by a timer. Pieces are only gathered, and no more of them than are shown: the
/// text is made and cleaned once a report, however many pieces a model sends.
/// </summary>
internal sealed class ProgressDraft : IReplyDraft
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(300);

    private readonly Turn _turn;
    private readonly IProgressPublisher _publisher;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly ReplyProgress _frame;
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private ProgressStage _stage;
    private string? _tool;
    private long _number;
    private long _publishedAt;
    private bool _isPending;
    private bool _isOver;

    public ProgressDraft(Turn turn, IProgressPublisher publisher, TimeProvider time)
    {
        (_turn, _publisher, _time) = (turn, publisher, time);
        _timer = time.CreateTimer(_ => PublishPending(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _frame = ProgressFrame.Of(turn);
    }

    public bool ShowsText => true;

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return Written();
            }
        }
    }

    public void Think() => Change(ProgressStage.Thinking);

    public void UseTool(string? name) => Change(name is null ? ProgressStage.Thinking : ProgressStage.Tool, name);

    public void Append(string piece)
    {
        lock (_lock)
        {
            // One character more than is shown tells that there is more.
            var room = CleanMessages.LongestProgress + 1 - _text.Length;
            if (room > 0)
            {
                _text.Append(piece, 0, Math.Min(room, piece.Length));
                Change(ProgressStage.Writing);
            }
        }
    }

    // Shown with the piece that follows.
    public void Restart()
    {
        lock (_lock)
        {
            _text.Clear();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _timer.Dispose();
        }
    }

    private void Change(ProgressStage stage, string? tool = null)
    {
        lock (_lock)
        {
            (_stage, _tool) = (stage, tool);
            if (_isOver || _isPending)
            {
                return;
            }

            var wait = _number == 0 ? TimeSpan.Zero : Gap - _time.GetElapsedTime(_publishedAt);
            if (wait > TimeSpan.Zero)
            {
                _isPending = true;
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
            }
            else
            {
                Publish();
            }
        }
    }

    private void PublishPending()
    {
        lock (_lock)
        {
            _isPending = false;
            if (!_isOver)
            {
                Publish();
            }
        }
    }

    private void Publish()
    {
        var now = _time.GetUtcNow();
        _publishedAt = _time.GetTimestamp();
        _publisher.Publish((_frame with
        {
            Number = ++_number,
            ReplyRoute = ReplyRoutes.Choose(_turn.Messages, now),
            Stage = _stage,
            Tool = _tool,
            Text = Written(),
            CreatedAt = now,
        }).Cleaned());
    }

    // The second half of a pair comes with the next piece.
    private string Written() =>
        _text.Length > 0 && char.IsHighSurrogate(_text[^1]) ? _text.ToString(0, _text.Length - 1) : _text.ToString();
}
