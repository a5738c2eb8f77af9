using System.Collections.Immutable;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>A place where a paragraph may be cut, with the emphasis that is open there.</summary>
internal sealed record CutPoint(int At, int Rank, ImmutableStack<string> Open)
{
    private const string SentenceEnds = "。！？；…!?;";
    private const string NeverFirst = "，。、！？；：…）】》」』”’!?;:,.)]}";
    private const char FirstIdeograph = '\u2E80';

    /// <summary>3 at the end of a line, 2 of a sentence, 1 of a word, 0 within a word.</summary>
    public static int RankOf(string text, int at)
    {
        var (before, after) = (text[at - 1], text[at]);
        if (after == '\n')
        {
            return 3;
        }

        if (NeverFirst.Contains(after) || after is ' ')
        {
            return 0;
        }

        var isBlank = before is ' ' or '\n' or '\t';
        var last = isBlank && at > 1 ? text[at - 2] : before;
        if (SentenceEnds.Contains(last) && (isBlank || last >= FirstIdeograph) || (isBlank && last == '.'))
        {
            return 2;
        }

        return isBlank || before >= FirstIdeograph && !char.IsSurrogate(before) || after >= FirstIdeograph && !char.IsSurrogate(after) ? 1 : 0;
    }
}
