using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;

namespace PicoClaw.Agent.Models.Calls;

/// <summary>
/// The text of an answer while it is written. A slow reader never holds up the model:
/// it gets everything that was added since its last read as one piece.
/// </summary>
internal sealed class AnswerText
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private int _read;
    private bool _isOutdated;
    private bool _hasRestarted;

    /// <summary>A model is called: what earlier calls wrote is not the answer, and goes as soon as this one writes something.</summary>
    public void BeginCall()
    {
        lock (_lock)
        {
            _isOutdated = true;
        }
    }

    public void Append(string text)
    {
        lock (_lock)
        {
            if (_isOutdated)
            {
                Restart();
            }

            _text.Append(text);
        }

        _changes.Writer.TryWrite(true);
    }

    /// <summary>Makes the text equal to the whole answer, which decides; nothing can be added after it.</summary>
    public void Complete(string answer)
    {
        lock (_lock)
        {
            if (!answer.StartsWith(_text.ToString(), StringComparison.Ordinal))
            {
                Restart();
            }

            _text.Append(answer, _text.Length, answer.Length - _text.Length);
        }

        _changes.Writer.TryWrite(true);
    }

    /// <summary>Ends the reading, with or without an answer.</summary>
    public void End() => _changes.Writer.TryComplete();

    /// <summary>The pieces; at one that restarts, the reader drops those before it.</summary>
    public async IAsyncEnumerable<(bool Restarts, string Text)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in _changes.Reader.ReadAllAsync(cancellationToken))
        {
            yield return Take();
        }
    }

    private (bool Restarts, string Text) Take()
    {
        lock (_lock)
        {
            var piece = (_hasRestarted, _text.ToString(_read, _text.Length - _read));
            (_hasRestarted, _read) = (false, _text.Length);
            return piece;
        }
    }

    // The reader need not hear of text that it has not seen.
    private void Restart()
    {
        _hasRestarted |= _read > 0;
        (_isOutdated, _read) = (false, 0);
        _text.Clear();
    }
}
