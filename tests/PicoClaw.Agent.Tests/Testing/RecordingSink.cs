using System.Collections.Concurrent;
using System.Text;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Turns;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Records what is shown of answers, each step: the text so far, or what happens in brackets.</summary>
internal sealed class RecordingSink : IReplySink
{
    private readonly ConcurrentQueue<(Guid ReplyId, string Text)> _shown = new();

    public IReadOnlyList<(Guid ReplyId, string Text)> Shown => [.. _shown];

    public async Task UntilShownAsync(string text)
    {
        using var limit = TestDeadline.In(TimeSpan.FromMinutes(2));
        while (_shown.All(step => step.Text != text))
        {
            await Task.Delay(5, limit.Token);
        }
    }

    public IReplyDraft? Begin(Turn turn) => new Draft(text => _shown.Enqueue((turn.ReplyId, text)));

    private sealed class Draft(Action<string> show) : IReplyDraft
    {
        private readonly StringBuilder _text = new();

        public bool ShowsText => true;

        public string Text => _text.ToString();

        public void Think() => show("[thinking]");

        public void UseTool(string? name) => show($"[{name ?? "thinking"}]");

        public void Append(string piece) => show(_text.Append(piece).ToString());

        public void Restart() => _text.Clear();

        public void Dispose()
        {
        }
    }
}
