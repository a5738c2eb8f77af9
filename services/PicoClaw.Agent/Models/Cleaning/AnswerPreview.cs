using System.Buffers;
using System.Text;
using PicoClaw.Agent.Models.Calls;

namespace PicoClaw.Agent.Models.Cleaning;

/// <summary>
/// Shows the text of one call while it is written, as far as cleaning will leave it: nothing that may turn out to be a thought or a tool call.
/// The rest comes with the whole answer.
/// </summary>
internal sealed class AnswerPreview
{
    // A bracket is plain text once this many characters follow it without a mark. A mark that opens an answer may have attributes.
    private const int LongestMark = 32;
    private const int LongestOpening = 64;

    private static readonly SearchValues<char> MarkStarts = SearchValues.Create("<[◁");
    private static readonly SearchValues<char> MarkEnds = SearchValues.Create(">]▷");

    private readonly AnswerText _shown;
    private readonly bool _offersTools;
    private readonly StringBuilder _held = new();
    private bool _isThinking;
    private bool _hasThought;
    private bool _hasBegun;
    private bool _isOver;

    /// <param name="shown">Where the text is shown.</param>
    /// <param name="offersTools">True when an answer may turn out to be the JSON of a call.</param>
    /// <param name="isThinking">True when the answer begins inside a thought, although no mark says so.</param>
    public AnswerPreview(AnswerText shown, bool offersTools, bool isThinking)
    {
        (_shown, _offersTools, _isThinking, _hasThought) = (shown, offersTools, isThinking, isThinking);
        shown.BeginCall();
    }

    public void Add(string piece)
    {
        if (_isOver || piece.Length == 0)
        {
            return;
        }

        // The character after a mark decides whether the mark is quoted.
        var mayEnd = piece.AsSpan().ContainsAny(MarkEnds) || (_held.Length > 0 && MarkEnds.Contains(_held[^1]));
        _held.Append(piece);
        if (_isThinking && !mayEnd)
        {
            return;
        }

        var text = _held.ToString();
        if (!_hasBegun)
        {
            text = AfterThoughts(text);
            _hasBegun = !_isThinking && IsAnswer(text.TrimStart());
        }

        var length = _hasBegun ? SureLength(text) : 0;
        if (length > 0)
        {
            _shown.Append(text[..length]);
        }

        _held.Clear().Append(text, length, text.Length - length);
    }

    private string AfterThoughts(string text)
    {
        _isThinking |= InlineThoughts.IsOpened(text);
        while (_isThinking && InlineThoughts.AfterFirst(text) is { Length: > 0 } rest)
        {
            (_hasThought, text) = (true, rest);
            _isThinking = InlineThoughts.IsOpened(text);
        }

        return _hasThought && !_isThinking ? text.TrimStart() : text;
    }

    /// <summary>False while it may still become a thought, or may be the bare JSON of a call.</summary>
    private bool IsAnswer(string text)
    {
        if (text.Length == 0 || (MarkStarts.Contains(text[0]) && text.Length < LongestOpening))
        {
            return false;
        }

        return !_offersTools || !InlineCall.MayBecomeBare(text);
    }

    private int SureLength(string text)
    {
        for (var at = 0; ; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(MarkStarts);
            if (next < 0)
            {
                return text.AsSpan().TrimEnd().Length;
            }

            at += next;
            var mark = text.AsSpan(at, Math.Min(LongestMark, text.Length - at));
            _isOver = InlineThoughts.HasMark(mark) || InlineCalls.HasMark(mark);
            if (_isOver || mark.Length < LongestMark)
            {
                return text.AsSpan(0, at).TrimEnd().Length;
            }
        }
    }
}
