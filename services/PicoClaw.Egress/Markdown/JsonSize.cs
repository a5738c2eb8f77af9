using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PicoClaw.Egress.Markdown;

internal static class JsonSize
{
    private static readonly SearchValues<char> OneByte = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except(['"', '\\'])]);

    /// <summary>Bytes of the text within a JSON string, which is what DingTalk counts.</summary>
    public static int Of(ReadOnlySpan<char> text) =>
        text.ContainsAnyExcept(OneByte) ? JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length : text.Length;
}
