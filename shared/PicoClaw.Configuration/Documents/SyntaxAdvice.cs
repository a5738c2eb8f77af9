using System.Globalization;
using System.Text;

namespace PicoClaw.Configuration.Documents;

/// <summary>
/// Explains the place where the JSON reader stopped. The reader's own message is not used: it may quote the text there,
/// which may be a secret.
/// </summary>
internal static class SyntaxAdvice
{
    private const string Missing = "something is missing before this: a comma, or a colon after a key.";
    private const string FullWidth = "，：“”‘’｛｝［］；、";

    public static string For(ConfigText text, int offset)
    {
        var rest = text.Bytes[offset..];
        if (rest.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            return "the file ends too early. A closing \", ] or } is missing.";
        }

        Rune.DecodeFromUtf8(rest, out var found, out _);
        var before = text.Bytes[..offset].TrimEnd(" \t\r\n"u8);
        var previous = before.IsEmpty ? '\0' : (char)before[^1];
        return found.Value switch
        {
            '/' or '#' => "a comment is not allowed in JSON. Remove it, or keep it as the value of a \"_comment\" key.",
            ']' or '}' when previous == ',' => "a comma stands before the closing bracket. Remove the comma.",
            '\'' => "text is written in double quotes (\"), not in single ones.",
            '\n' or '\r' => "the text is not closed. Write the missing \" on this line.",
            '\t' => "a tab inside a text is written as \\t.",
            '"' or '{' or '[' when previous is '"' or '}' or ']' or 'e' or 'l' or (>= '0' and <= '9') => Missing,
            _ when previous == '"' && Rune.IsLetterOrDigit(found) => Missing + " (A \" inside a text is written as \\\".)",
            ']' or '}' => "this bracket does not match. A value or another bracket is missing before it.",
            '\\' => "a backslash is written twice (\\\\).",
            ',' => "a value is missing before this comma.",
            ':' => "this colon does not belong here. A key in double quotes is missing before it.",
            _ when previous == '\\' => "a backslash inside a text is written twice (\\\\).",
            _ when FullWidth.Contains(found.ToString(), StringComparison.Ordinal) =>
                $"\"{found}\" is a full-width character. Write the plain ASCII one.",
            _ when IsOddSpace(found) => $"this is {CharacterName.Of(found)}, as web pages and chats hold it. Write ordinary spaces.",
            // The reader stops behind a wrong literal such as nul.
            _ when Rune.IsLetterOrDigit(found) || (offset > 0 && char.IsAsciiLetter((char)text.Bytes[offset - 1])) =>
                "this is not a JSON value. Write text and keys in double quotes; only numbers, true, false and null stand without them.",
            _ when Rune.IsControl(found) => $"this is {CharacterName.Of(found)}. Remove it.",
            _ => $"\"{found}\" is not expected here.",
        };
    }

    private static bool IsOddSpace(Rune rune) =>
        !rune.IsAscii && (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);
}
