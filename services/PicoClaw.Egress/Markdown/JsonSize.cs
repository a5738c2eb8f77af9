using System.Text.Encodings.Web;
using System.Text.Json;

namespace PicoClaw.Egress.Markdown;

internal static class JsonSize
{
    /// <summary>Bytes of the text within a JSON string, which is what DingTalk counts.</summary>
    public static int Of(ReadOnlySpan<char> text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
}
