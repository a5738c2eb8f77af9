using System.Globalization;
using PicoClaw.Agent.Attachments.Opening.Pages;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>Notes, tables, code, web pages: whatever is text.</summary>
internal static class TextFile
{
    public static Opened Read(byte[] bytes, string extension)
    {
        var text = TextDecoder.Decode(bytes) ?? throw new OpenException(OpenFault.UnknownKind);
        if (extension is "html" or "htm" or "xhtml" || IsHtml(text))
        {
            return HtmlText.Read(text);
        }

        var bounded = new BoundedText();
        bounded.Append(text);
        var lines = text.AsSpan().TrimEnd().Count('\n') + 1;
        return Opened.OfText(extension.Length > 0 ? $"{extension} text" : "text", string.Create(CultureInfo.InvariantCulture, $"{lines} lines"), bounded);
    }

    private static bool IsHtml(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
