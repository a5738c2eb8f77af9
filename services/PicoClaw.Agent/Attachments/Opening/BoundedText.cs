using System.Text;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>The text of a document, as far as its bound allows.</summary>
internal sealed class BoundedText
{
    public const int MaxLength = 200_000;

    private readonly StringBuilder _text = new();

    /// <summary>True once something did not fit, or was left out.</summary>
    public bool IsCut { get; private set; }

    public bool IsBlank { get; private set; } = true;

    public void Append(ReadOnlySpan<char> text)
    {
        IsBlank &= text.IsWhiteSpace();
        Add(text);
    }

    /// <summary>Begins a new line, if it is not at the start of one.</summary>
    public void Break()
    {
        if (_text.Length > 0 && _text[^1] != '\n')
        {
            Add("\n");
        }
    }

    /// <summary>A line that says what follows; it does not count as text.</summary>
    public void Mark(string line)
    {
        Break();
        Add($"[{line}]\n");
    }

    public void LeaveOut() => IsCut = true;

    public override string ToString() => CleanText.Of(CleanText.Cut(_text.ToString(), MaxLength)).Trim();

    private void Add(ReadOnlySpan<char> text)
    {
        var room = MaxLength - _text.Length;
        _text.Append(text.Length <= room ? text : text[..room]);
        IsCut |= text.Length > room;
    }
}
