using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

internal static class JsonSize
{
    private static readonly SearchValues<char> OneByte =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except(['"', '\\'])]);

    // Ideographs and their punctuation, without surrogates.
    private static readonly SearchValues<char> ThreeBytes = SearchValues.Create(
    [
        .. Enumerable.Range('\u3001', '\u9FFF' - '\u3001' + 1).Concat(Enumerable.Range('\uFF01', 94))
            .Select(c => (char)c).Where(c => Encoded([c]) == 3),
    ]);

    /// <summary>Bytes of the text within a JSON string, which is what DingTalk counts.</summary>
    public static int Of(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(OneByte) ? text.Length : !text.ContainsAnyExcept(ThreeBytes) ? 3 * text.Length : Encoded(text);

    private static int Encoded(ReadOnlySpan<char> text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
}
